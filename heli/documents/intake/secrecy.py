"""Secrecy markings (密级标志): looked for before anything is stored.

Source: 《国家秘密载体》 practice and GB/T 9704: 密级★保密期限 in the top left corner of the first page.
"""

import itertools
import re
import unicodedata

from heli.documents.intake.unreadable import Cause, Unreadable

HEAD_CHARACTERS = 3000
HEAD_LINES = 40
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
LEVEL = "(?:绝密|机密|秘密|絕密|機密|祕密)"
STAR = "[★☆⭐✩✭*]"
PERIOD = r"(?:长期|長期|永久|[\d〇○一二三四五六七八九十]{1,3}(?:年|个月|個月|月|天|日))"
MARKINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{LEVEL}[级級]?{STAR}",
        rf"{STAR}{LEVEL}(?![一-鿿])",
        rf"^{LEVEL}{PERIOD}$",
        rf"(?:密级|密級|秘密等级|机密等级|机密等級)[:]?[\[(]?{LEVEL}",
        rf"^[\[(<《【〔]?{LEVEL}[\])>》】〕]?(?:特急|加急|急件|平急|文件|材料)?(?:No\.?|第?\d+号?)?$",
        rf"^{LEVEL}[·.\-—/|].{{0,12}}$",
        r"^保密期限[:]?",
        rf"[\[(【〔]{LEVEL}[\])】〕]$",
        rf"^[\[(【〔]{LEVEL}[\])】〕]",
    )
)
IN_NAME = re.compile(
    rf"{LEVEL}[级級]?{STAR}|[\[(【〔]{LEVEL}(?:级|級)?[\])】〕]|(?:^|[\s_\-—.·\d]){LEVEL}(?:级|級)?(?=$|[\s_\-—.·\d])"
    rf"|^{LEVEL}(?:文件|材料|{PERIOD})|密[级級][:_\-]?{LEVEL}|保密期限"
)
WORDS_THAT_ARE_NO_MARKING = re.compile(
    r"(?:商业|商業|工作|国家|國家|个人|技术|技術|警务|企业|军事|保守)(?:秘密|机密|機密|祕密)"
)


def _folded(line: str) -> str:
    """Full width to half width, without any white space or invisible characters: 「机　密 ★」 → 「机密★」."""
    wide = unicodedata.normalize("NFKC", line)
    return UNSEEN.sub("", wide)


def marking_in_name(filename: str) -> str | None:
    stem = unicodedata.normalize("NFKC", filename.replace("\\", "/").rsplit("/", 1)[-1])
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)
    stem = re.sub(r"(?<=[绝机秘絕機祕])\s+(?=密)", "", stem)
    found = IN_NAME.search(WORDS_THAT_ARE_NO_MARKING.sub("", stem))
    return found.group().strip() if found else None


def marking_in_text(text: str) -> str | None:
    """A marking in the head of the text, or None. Words in running sentences are no marking."""
    if "密" not in text[:HEAD_CHARACTERS]:
        return None
    head = _joined_columns(text[:HEAD_CHARACTERS])
    lines = [folded for line in head if (folded := _folded(line))][:HEAD_LINES]
    for line in lines:
        plain = WORDS_THAT_ARE_NO_MARKING.sub("", line)
        for marking in MARKINGS:
            found = marking.search(plain)
            if found:
                return found.group()
    return None


def _joined_columns(head: str) -> list[str]:
    """The head's lines, and also a level written down the page, one character a line."""
    lines = head.splitlines()
    short = [folded for line in lines if (folded := _folded(line))]
    pairs = [a + b for a, b in itertools.pairwise(short) if len(a) == 1 and b.startswith("密")]
    cells = [cell for line in lines for cell in re.split(r"\t|\|| {3,}|　{2,}", line)]
    return lines + pairs + cells


def refuse_marked(filename: str, text: str) -> None:
    """Raises Unreadable(SECRET). The marking itself is not repeated beyond its level: nothing of the file is kept."""
    if marking_in_name(filename) or marking_in_text(text):
        raise Unreadable(
            Cause.SECRET,
            "文件带有密级标志，本系统不得处理涉密文件，内容没有保存。请按保密规定在涉密系统中办理；"
            "如属误标，请由定密责任人解除标志后再送。",
        )
