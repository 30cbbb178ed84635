"""Readings of a character, by the dictionary that pypinyin carries; read once, when a page has glosses at all."""

import json
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def _dictionary() -> dict[str, str]:
    # Importing pypinyin loads its phrases too, half a second and 60 MB that glosses don't need.
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        return {}
    loaded: dict[str, str] = json.loads((Path(spec.origin).parent / "pinyin_dict.json").read_text(encoding="utf-8"))
    return loaded


@cache
def readings(character: str) -> frozenset[str]:
    """Syllables with tone marks, in composed form."""
    listed = _dictionary().get(str(ord(character)), "")
    return frozenset(unicodedata.normalize("NFC", one) for one in listed.split(",") if one)


@cache
def untoned(syllable: str) -> str:
    kept = [c for c in unicodedata.normalize("NFD", syllable) if c == "\u0308" or not unicodedata.combining(c)]
    return unicodedata.normalize("NFC", "".join(kept)).replace("ü", "v")
