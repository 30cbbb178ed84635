"""Damage, as small values that hypothesis can draw, shrink and print."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.intake.fuzz_samples import members
from tests.intake.test_formats_bundles import packed

LARGEST = 200_000
"""bytes that repetition may make of a file: enough to show what grows faster than the file"""
WORDS = "县(xiàn) 區(qū) 要 各部门要 牵头单位： 、 。 （ ） 《 “ ” 一、 (1) 6月底前 ★ 机密 � 🙂 \u202e"
TOKENS = (
    *(token.encode() for token in WORDS.split()),
    *(b"\x00", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x80", b"\r", b"\n\n", b"\t", b" ", b"\x0b"),
    *(
        b"<p>",
        b"</p>",
        b"<table>",
        b"<tr>",
        b"<td rowspan=65535 colspan=999999>",
        b"<!--",
        b"<![CDATA[",
        b"<ruby>",
        b"<rt>",
    ),
    *(b"&#x110000;", b"&#0;", b"&nbsp", b"<!DOCTYPE a [<!ENTITY b '&b;'>]>", b"<?xml", b"<w:tbl>", b"<w:p>", b"</w:p>"),
    *(b"<w:tc>", b"<w:ins>", b"<mc:Choice>", b'w:val="', b'"', b"-1", b"0", b"1e999", b"nan", b"99999999999999999999"),
    *(
        b"obj",
        b"endobj",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"stream\n",
        b"/Length 0",
        b"1 0 R",
        b"/Kids",
        b"/Count 99999999",
        b"xref",
    ),
    *(
        b"Content-Type: multipart/mixed; boundary=x\n\n",
        b"--x\n",
        b"--x--",
        b"charset=utf-7",
        b"=?gbk?Q?=C0=C0?=",
        b"\n\n",
    ),
    *(
        b"Content-Transfer-Encoding: base64\n",
        b"filename*=gbk''%FF",
        b"A1:XFD1048576",
        b'r="ZZZZ9999999"',
        b"PK\x03\x04",
    ),
)
NUMBER = re.compile(rb'(?<=[" =])-?\d+(?:\.\d+)?(?=["\s])')
TAG = re.compile(rb"<[^<>]{1,200}>")
NUMBERS = (b"-1", b"0", b"65536", b"2147483648", b"99999999999999999999", b"1e309", b"", b"x")


@dataclass(frozen=True, slots=True)
class Change:
    """What is done, where (a part of the length, twice), and a number whose meaning depends on the deed."""

    deed: str
    at: float
    to: float
    number: int


DEEDS = ("flip", "cut", "drop", "repeat", "copy", "insert", "splice", "number", "tag", "nest")
places = st.floats(0, 1, exclude_max=True, width=32)
changes = st.lists(
    st.builds(Change, st.sampled_from(DEEDS), places, places, st.integers(0, 4095)), min_size=1, max_size=5
)


def _ends(change: Change, length: int, longest: int) -> tuple[int, int]:
    start = int(change.at * length)
    return start, min(length, start + 1 + int(change.to * change.to * longest))


def changed(content: bytes, change: Change, others: Sequence[bytes]) -> bytes:
    start, end = _ends(change, len(content), min(len(content), 4_000))
    head, piece, tail = content[:start], content[start:end], content[end:]
    token = TOKENS[change.number % len(TOKENS)]
    match change.deed:
        case "flip":
            result = head + bytes([(piece[0] if piece else 0) ^ (change.number % 255 + 1)]) + content[start + 1 :]
        case "cut":
            result = head
        case "drop":
            result = head + tail
        case "repeat":
            result = head + piece * min(change.number, LARGEST // max(1, len(piece))) + tail
        case "copy":
            there = int(change.to * len(content))
            result = content[:there] + piece + content[there:]
        case "insert":
            result = head + token + content[start:]
        case "nest":
            result = head + token * min(change.number, LARGEST // len(token)) + content[start:]
        case "splice":
            other = others[change.number % len(others)]
            result = head + other[int(change.to * len(other)) :]
        case "number":
            result = _replaced(content, NUMBER, change, NUMBERS[change.number % len(NUMBERS)])
        case _:
            result = _replaced(content, TAG, change, b"" if change.number % 2 else token)
    return result


def _replaced(content: bytes, pattern: re.Pattern[bytes], change: Change, by: bytes) -> bytes:
    found = [match.span() for match in pattern.finditer(content[:LARGEST])]
    if not found:
        return content
    start, end = found[int(change.at * len(found))]
    return content[:start] + by + content[end:]


def damaged(content: bytes, done: Sequence[Change], inside: int | None, others: Sequence[bytes]) -> bytes:
    """`inside`: packages are unpacked, this member (or two, one swapped for the other) is changed, and packed again."""
    parts = members(content) if inside is not None else {}
    if not parts or inside is None:
        for change in done:
            content = changed(content, change, others)[: 4 * LARGEST]
        return content
    names = sorted(parts)
    name = names[inside % len(names)]
    for change in done:
        if change.deed == "cut" and change.number % 4 == 0:
            parts.pop(name, None)
        elif change.deed == "copy" and change.number % 4 == 0:
            parts[names[change.number % len(names)]] = parts.get(name, b"")
        elif name in parts:
            parts[name] = changed(parts[name], change, list(parts.values()))[: 4 * LARGEST]
    return packed(parts)
