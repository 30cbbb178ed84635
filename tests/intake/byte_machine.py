"""The machine of the mirror sites: patterns of a table replaced in GBK bytes, also across two characters."""

from heli.documents.intake.restore.readings import readings

NARROW = {"，": ",", "；": ";", "：": ":", "？": "?", "！": "!"}


def gloss_table(characters: str) -> dict[str, str]:
    """A gloss for each character, by the first reading of the dictionary."""
    return {c: max(found, key=lambda one: (not one.isascii(), one)) for c in characters if (found := readings(c))}


def damaged(traditional: str, glosses: dict[str, str], *, narrow_marks: bool = False) -> str:
    """The lines after the machine; as there, a byte that finds no partner becomes a question mark."""
    return "\n".join(_line(line, glosses, narrow_marks) for line in traditional.split("\n"))


def _line(line: str, glosses: dict[str, str], narrow_marks: bool) -> str:
    content = line.encode("gbk", errors="ignore")
    for character, syllable in glosses.items():
        pattern = character.encode("gbk")
        content = content.replace(pattern, pattern + f"({syllable})".encode("gbk"))
    if narrow_marks:
        for wide, narrow in NARROW.items():
            content = content.replace(wide.encode("gbk"), narrow.encode())
    return _read(content)


def _read(content: bytes) -> str:
    pieces = []
    position = 0
    while position < len(content):
        first = content[position]
        if first < 0x80:
            pieces.append(chr(first))
            position += 1
            continue
        try:
            pieces.append(content[position : position + 2].decode("gbk"))
            position += 2
        except UnicodeDecodeError:
            pieces.append("?")
            # A parenthesis is swallowed, other marks are not: so it stands on the pages.
            position += 2 if content[position + 1 : position + 2] == b"(" else 1
    return "".join(pieces)
