"""UTF-8 that was read as latin-1 or cp1252 and written again: ä¼è®® → 会议. Reversible."""

import re

from heli.documents.intake.restore.traced import Edit, Traced

KIND = "mojibake"
SIGNS = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
RUN = re.compile(
    r"[\u0000-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
FEW = 6


def restore(traced: Traced) -> Traced:
    if len(SIGNS.findall(traced.text)) < FEW:
        return traced
    edits = [
        Edit(found.start(), found.end(), after, KIND)
        for found in RUN.finditer(traced.text)
        if SIGNS.search(found.group()) and (after := _read_again(found.group())) is not None
    ]
    return traced.edited(edits)


def _read_again(damaged: str) -> str | None:
    try:
        content = b"".join(_bytes(c) for c in damaged)
        text = content.decode("utf-8")
    except UnicodeError:
        return None
    return text if any("一" <= c <= "鿿" for c in text) else None


def _bytes(character: str) -> bytes:
    try:
        return character.encode("latin-1")
    except UnicodeEncodeError:
        return character.encode("cp1252")
