"""A page of a PDF as a picture, for looking at the original beside the text."""

import struct
import zlib

from heli.documents.intake.unreadable import Cause, Unreadable

WIDTH = 1240
"""Pixels: an A4 page at 150 dots an inch."""
LONGEST = 3000
MOST_MAGNIFIED = 4.0


def picture_of(content: bytes, page: int) -> bytes:
    """PNG of a page, counted from 1. Raises Unreadable where there is no such page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Cause.DAMAGED, "文件已损坏，不能显示原件。") from error
    try:
        if not 1 <= page <= len(document):
            raise Unreadable(Cause.DAMAGED, "原件没有这一页。")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(WIDTH / max(width, 1), LONGEST / max(height, 1), MOST_MAGNIFIED)
        drawn = sheet.render(scale=scale, rev_byteorder=True)
        return _png(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(Cause.DAMAGED, "这一页已损坏，不能显示。") from error
    finally:
        document.close()


def _png(points: bytes, width: int, height: int, stride: int) -> bytes:
    """Lines of red, green, blue, each `stride` bytes after the other. Source: PNG, ISO/IEC 15948."""
    lines = b"".join(b"\0" + points[stride * y : stride * y + 3 * width] for y in range(height))

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b"")
