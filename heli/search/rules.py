"""How text is cut for the index: overlapping pairs of characters, as Chinese has no spaces between words."""

import unicodedata


def normal(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def pairs_of(text: str) -> list[str]:
    """All pairs and single characters, once each, sorted (so that writing the same text changes nothing)."""
    flat = normal(text)
    return sorted({flat[i : i + 2] for i in range(len(flat) - 1)} | set(flat))


def pairs_for(words: str) -> list[str]:
    """The pairs a text must hold to contain every one of the space-separated words."""
    wanted: set[str] = set()
    for word in words.split():
        flat = normal(word)
        wanted.update({flat} if len(flat) == 1 else {flat[i : i + 2] for i in range(len(flat) - 1)})
    return sorted(wanted)
