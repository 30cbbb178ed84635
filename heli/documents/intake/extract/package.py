"""Zip packages (Office files, OFD, archives) and their XML, opened with limits of our own.

What a package declares about its sizes is checked first; a lie is caught because every read is bounded.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from heli.documents.intake.unreadable import Cause, Unreadable

LARGEST_TOTAL = 400 * 1024 * 1024
LARGEST_PART = 64 * 1024 * 1024
LARGEST_RATIO = 200
UNSUSPICIOUS = 1024 * 1024
MANY_PARTS = 5_000


def damaged(what: str) -> Unreadable:
    """`what` names the kind of file: Word 文档."""
    return Unreadable(Cause.DAMAGED, f"文件已损坏，不是完整的{what}。请用原来的软件打开后另存，再重新上传。")


def bomb() -> Unreadable:
    return Unreadable(Cause.ZIP_BOMB, "文件解开后大得异常，为安全起见没有打开。请用原来的软件打开后另存，再重新上传。")


def locked() -> Unreadable:
    return Unreadable(Cause.ENCRYPTED, "文件设有打开密码，读不了。请取消密码后另存，再重新上传。")


class Package:
    """An open package. Every method raises Unreadable, in the words of `what`."""

    def __init__(self, archive: zipfile.ZipFile, what: str) -> None:
        self._archive = archive
        self._what = what
        self._parts = {part.filename: part for part in archive.infolist()}
        self._left = LARGEST_TOTAL
        self._check()

    def _check(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MANY_PARTS or sum(part.file_size for part in parts) > LARGEST_TOTAL:
            raise bomb()
        for part in parts:
            if part.file_size > UNSUSPICIOUS and part.file_size > LARGEST_RATIO * max(1, part.compress_size):
                raise bomb()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def is_utf8(self, name: str) -> bool:
        """Does the package say that the part's name is UTF-8?"""
        return bool(self._parts[name].flag_bits & 0x800)

    def read(self, name: str) -> bytes | None:
        """The part's bytes, or None when there is no such part."""
        part = self._parts.get(name)
        if part is None:
            return None
        if part.flag_bits & 0x1:
            raise locked()
        limit = min(LARGEST_PART, self._left)
        try:
            with self._archive.open(part) as stream:
                body = stream.read(limit + 1)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
            raise damaged(self._what) from error
        except Exception as error:  # zlib.error, lzma.LZMAError: the decompressors' own
            if type(error).__module__ in {"zlib", "_lzma", "lzma"}:
                raise damaged(self._what) from error
            raise
        if len(body) > limit:
            raise bomb()
        self._left -= len(body)
        return body

    def xml(self, name: str) -> Any:
        """The part's root element, or None when there is no such part."""
        body = self.read(name)
        return None if body is None else parsed(body, self._what)


@contextmanager
def opened(content: bytes, what: str) -> Iterator[Package]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise damaged(what) from error
    with archive:
        yield Package(archive, what)


def parsed(body: bytes, what: str) -> Any:
    """Root element of an XML part; a document type, and so any entity of its own, is refused unread."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body[:65536]:
        raise damaged(what)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(what) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(what)
    return root
