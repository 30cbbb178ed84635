"""Bytes of one encoding read as another: undone where every byte is still there, refused where they are lost.

UTF-8 read as latin-1 or cp1252 (ä¼è®® → 会议), GBK read as latin-1 (»áÒé → 会议; pairs that happened to be UTF-8 stand
there as one sign), UTF-8 read as GBK (浼氳 → 会议).
"""

import re
from collections.abc import Callable

from heli.documents.intake.extract.plain import FREQUENT
from heli.documents.intake.restore.traced import Edit, Traced
from heli.documents.intake.unreadable import Cause, Unreadable

KIND = "mojibake"
# cp1252 has letters and marks where latin-1 has control characters.
WINDOWS = "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
UTF8_SIGNS = re.compile(rf"[\u00c2-\u00f4][\u0080-\u00bf{WINDOWS}]")
GBK_SIGNS = re.compile(r"[\u00b0-\u00f7][\u00a1-\u00fe]")
RUN = re.compile(rf"[\u0000-\u00ff{WINDOWS}]+")
LINE = re.compile(r"[^\n]+")
WRONG_GBK_SIGNS = re.compile("[鐨勬槸浼氬竻鍏鏄鍦涓鍜鎴鍙鏂瀹绔]")
LOST = re.compile("锟斤拷|锘縚")
FEW = 6
SMALLEST_SHARE = 0.2


def restore(traced: Traced) -> Traced:
    """Raises Unreadable(DAMAGED) when the text is the trace of characters that are gone."""
    text = traced.text
    _refuse_lost(text)
    if text.isascii():
        return traced
    if len(UTF8_SIGNS.findall(text)) >= FEW:
        again = _edits(traced, RUN, _utf8)
        if again:
            return traced.edited(again)
    if _is_western(text):
        return traced.edited(_edits(traced, LINE, _gbk))
    if len(WRONG_GBK_SIGNS.findall(text)) * 12 >= len(text):
        return traced.edited(_edits(traced, LINE, _utf8_from_gbk))
    return traced


def _refuse_lost(text: str) -> None:
    lost = len(LOST.findall(text))
    if lost > max(2, len(text) // 100):
        raise Unreadable(
            Cause.DAMAGED, f"文字在转码时已经丢失（有 {lost} 处无法辨认），不能还原。请找原始文件重新上传。"
        )


def _edits(traced: Traced, pattern: re.Pattern[str], read: Callable[[str], str | None]) -> list[Edit]:
    edits = []
    for found in pattern.finditer(traced.text):
        if found.group().isascii():
            continue
        after = read(found.group())
        if after is not None:
            edits.append(Edit(found.start(), found.end(), after, KIND))
    return edits


def _is_western(text: str) -> bool:
    """Hardly any Chinese character, and accented letters in pairs, far more than any language writes."""
    head = text[:20_000]
    han = sum("一" <= c <= "鿿" for c in head)
    return len(GBK_SIGNS.findall(head)) * 4 >= max(24, len(head)) and han * 10 < len(head)


def _utf8(damaged: str) -> str | None:
    if not UTF8_SIGNS.search(damaged):
        return None
    try:
        text = _bytes(damaged).decode("utf-8")
    except UnicodeError:
        return None
    return text if any("一" <= c <= "鿿" or "\u3000" <= c <= "\uffef" for c in text) else None


def _gbk(damaged: str) -> str | None:
    try:
        text = _bytes(damaged).decode("gb18030")
    except UnicodeError:
        return None
    return text if _is_chinese(text) else None


def _utf8_from_gbk(damaged: str) -> str | None:
    try:
        text = damaged.encode("gb18030").decode("utf-8")
    except UnicodeError:
        return None
    return text if _is_chinese(text) else None


def _is_chinese(text: str) -> bool:
    wide = [c for c in text if not c.isascii()]
    return not wide or len(wide) < FEW or sum(c in FREQUENT for c in wide) >= SMALLEST_SHARE * len(wide)


def _bytes(damaged: str) -> bytes:
    return b"".join(map(_byte, damaged))


def _byte(character: str) -> bytes:
    for encoding in ("latin-1", "cp1252", "utf-8"):
        try:
            return character.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise UnicodeError
