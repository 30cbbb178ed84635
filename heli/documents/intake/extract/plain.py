"""Plain text in whatever encoding it came."""

import codecs

from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.unreadable import Cause, Unreadable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The characters that make up about a third of any official text, in both scripts.
FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义"
    "事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直"
    "题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西"
    "被干做必战先回则任取据处府市县委务会议项目这個為國時來們對會發動說過學經進著電實產種裡現業開還點體機當從應關條結問題無與間樣數"
    "質黨總長區縣務議項員統運農組計論設級黃"
)
SMALLEST_SHARE = 0.12


def extract(content: bytes) -> Extracted:
    return Extracted(decode(content).replace("\r\n", "\n").replace("\r", "\n"), "text/plain")


def decode(content: bytes) -> str:
    """Text of the bytes. Raises Unreadable(NOT_TEXT) when they are none, (DAMAGED) when characters are lost."""
    text = _decoded(content)
    _refuse_binary(text)
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\x00" in content[:4000]:
        return _wide(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [
        text for encoding in ("gb18030", "big5hkscs", "cp950") if (text := _strict(content, encoding)) is not None
    ]
    if candidates:
        best = max(candidates, key=share_of_frequent)
        if share_of_frequent(best) >= SMALLEST_SHARE:
            return best
    return _last_resort(content, candidates)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: by evidence of which byte order gives words."""
    candidates = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _strict(content, encoding)) is not None]
    best = max(candidates, key=_share_of_text, default="")
    if best and "\x00" not in best and _share_of_text(best) > 0.9:
        return best
    raise _no_text()


def _share_of_text(text: str) -> float:
    known = sum(c.isascii() or "一" <= c <= "鿿" or "\u3000" <= c <= "〿" or "\uff00" <= c <= "\uffef" for c in text)
    return known / max(1, len(text))


def share_of_frequent(text: str) -> float:
    """Share of frequent Chinese characters among all that are not ASCII, 0..1; near 0 for a wrong encoding."""
    wide = [c for c in text[:20_000] if not c.isascii()]
    return sum(c in FREQUENT for c in wide) / len(wide) if wide else 0.0


def _last_resort(content: bytes, candidates: list[str]) -> str:
    from charset_normalizer import from_bytes

    found = from_bytes(content[:200_000], cp_isolation=["utf_8", "gb18030", "big5", "big5hkscs", "utf_16"]).best()
    if found is not None:
        text = content.decode(found.encoding, errors="replace")
        if share_of_frequent(text) >= SMALLEST_SHARE:
            return text
    repaired = content.decode("utf-8", errors="replace")
    if repaired.count("�") <= max(1, len(repaired) // 200):
        return repaired
    short = [text for text in candidates if len(text) <= 200 and _share_of_text(text) > 0.9]
    if short:
        return short[0]
    raise _no_text()


def _no_text() -> Unreadable:
    return Unreadable(
        Cause.NOT_TEXT, "文件里不是文字，或文字编码无法辨认。请用原来的软件打开，另存为 .docx 或纯文本后再上传。"
    )


def _refuse_binary(text: str) -> None:
    odd = sum(c < " " and c not in "\t\n\r\f\v\x1a" for c in text[:20_000])
    if odd > max(3, min(len(text), 20_000) // 200) or "ࡱ" in text[:64]:
        raise _no_text()
    lost = text.count("�")
    if lost > max(2, len(text) // 100):
        raise Unreadable(
            Cause.DAMAGED,
            f"文字在转码时已经丢失（有 {lost} 处无法辨认），不能还原。请找原始文件重新上传。",
        )
