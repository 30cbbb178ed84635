"""What these bytes are, by their content first and their name second; what isn't allowed is refused here."""

import io
import re
import zipfile
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from heli.documents.intake import secrecy
from heli.documents.intake.extract.bundle import Budget
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.unreadable import Cause, Unreadable

MEGABYTE = 1024 * 1024
LARGEST_BYTES = 50 * MEGABYTE
TXT = "text/plain"
CSV = "text/csv"
HTML = "text/html"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
PDF = "application/pdf"
DOC = "application/msword"
RTF = "application/rtf"
ODT = "application/vnd.oasis.opendocument.text"
MAIL = "message/rfc822"
MHTML = "multipart/related"
OFD = "application/ofd"
ZIP = "application/zip"

EXTRACTORS = {
    TXT: "plain",
    CSV: "delimited",
    HTML: "html",
    DOCX: "docx",
    XLSX: "workbook",
    XLS: "workbook",
    PDF: "pdf",
    DOC: "legacy_doc",
    RTF: "legacy_doc",
    ODT: "legacy_doc",
    MHTML: "mhtml",
    MAIL: "mail",
    OFD: "ofd",
    ZIP: "archive",
}
CONTAINERS = frozenset({MAIL, ZIP})

NOT_YET = {
    "ppt": "演示文稿（.ppt）",
    "pptx": "演示文稿（.pptx）",
    "xlsb": "二进制表格（.xlsb）",
    "ods": "开放文档表格（.ods）",
    "msg": "Outlook 邮件（.msg）",
    "gz": "gz 压缩包",
    "ole": "这种旧版 Office 文件",
    "rar": "RAR 压缩包",
    "7z": "7z 压缩包",
    "heic": "手机照片（.heic）",
    "audio": "录音录像",
}
MAGIC = (
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", RTF),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"ID3", "audio"),
    (b"\x1f\x8b", "gz"),
)
# What a zip package holds, and what that makes it; a kind without a slash can't be read.
PACKAGES = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", "xlsb"),
    ("OFD.xml", OFD),
    ("word/", DOCX),
    ("xl/", XLSX),
    ("ppt/", "pptx"),
)
STREAMS = (
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", "ppt"),
    ("__properties_version1.0", "msg"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML_SIGN = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|h[1-6]|p|div|span|table|br|section|ruby)(?=[\s>/])", re.IGNORECASE
)
HTML_TAG = re.compile(
    rb"</?(?:p|div|span|table|tr|td|br|a|h[1-6]|li|ul|section|img|font|ruby|rt|b|strong)(?=[\s>/])", re.IGNORECASE
)


def refuse_size(size: int) -> None:
    """Raises Unreadable(TOO_LARGE). `size` in bytes; the caller may ask before reading the file."""
    if size > LARGEST_BYTES:
        raise Unreadable(
            Cause.TOO_LARGE,
            f"文件有 {size / MEGABYTE:.0f} 兆，超过 {LARGEST_BYTES // MEGABYTE} 兆的上限。请拆分后再送，或只送正文。",
        )


def media_type_of(content: bytes, filename: str) -> str:
    """The media type of bytes that can be read. Raises Unreadable for empty, encrypted or unsupported ones."""
    if not content.strip(b"\x00\t\n\x0b\x0c\r "):
        raise Unreadable(Cause.EMPTY, "文件是空的，没有可读的内容。请检查后重新上传。")
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _zip_kind(content)
    if content.startswith(OLE):
        return _ole_kind(content, filename)
    if (picture := _picture_kind(content)) is not None:
        return picture
    for sign, kind in MAGIC:
        if content.startswith(sign):
            return kind if "/" in kind else _refused(kind)
    letter = _letter_kind(content, filename)
    if letter is not None:
        return letter
    if _looks_like_html(content, filename):
        return HTML
    return CSV if _suffix(filename) in {"csv", "tsv"} else TXT


def _picture_kind(content: bytes) -> str | None:
    """Pictures whose sign isn't at the very beginning, or too short to be believed alone."""
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00" and len(content) > 54:
        return "image/bmp"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return _refused("heic")
    return None


def _suffix(filename: str) -> str:
    return PurePosixPath(filename.replace("\\", "/")).suffix.lower().lstrip(".")


def _zip_kind(content: bytes) -> str:
    """By the parts inside, whatever the name says; a package cut short is known by the names in its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = frozenset(package.namelist())
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        names = frozenset(sign for sign, _ in PACKAGES if sign.encode() in content)
        if not names:
            raise Unreadable(
                Cause.DAMAGED, "文件已损坏，压缩包不完整，打不开。请重新打包或重新下载后再上传。"
            ) from None
    for sign, kind in PACKAGES:
        if sign in names or (sign.endswith("/") and any(name.startswith(sign) for name in names)):
            return kind if "/" in kind else _refused(kind)
    if "mimetype" in names:
        return _open_document(content)
    return ZIP


def _open_document(content: bytes) -> str:
    """OpenDocument says what it is in its first part, unpacked."""
    if ODT.encode() in content[:200]:
        return ODT
    return ZIP if b"opendocument.spreadsheet" not in content[:200] else _refused("ods")


def _refused(kind: str) -> str:
    raise _not_yet(kind)


def _ole_kind(content: bytes, filename: str) -> str:
    """Old binary Office files, told apart by the streams they hold."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(Cause.ENCRYPTED, "文件设有打开密码，读不了。请取消密码后另存，再重新上传。")
    for stream, kind in STREAMS:
        if stream.encode("utf-16-le") + b"\x00\x00" in content:
            return kind if "/" in kind else _refused(kind)
    suffix = _suffix(filename)
    raise _not_yet(suffix if suffix in NOT_YET else "ole")


def _not_yet(kind: str) -> Unreadable:
    return Unreadable(
        Cause.UNSUPPORTED, f"暂不能读取{NOT_YET[kind]}。请另存为 .docx、带文字的 .pdf、网页或纯文本，再重新上传。"
    )


HEADERS = re.compile(
    rb"(?:(?:From|To|Cc|Date|Subject|MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Reply-To|Sender|DKIM-Signature"
    rb"|Content-(?:Type|Transfer-Encoding|Location)|Snapshot-Content-Location|X-[A-Za-z-]+|ARC-[A-Za-z-]+)"
    rb":[^\n]*\n(?:[ \t][^\n]*\n)*){2,}",
    re.IGNORECASE,
)


def _letter_kind(content: bytes, filename: str) -> str | None:
    """A letter or a page saved as one: it opens with header lines."""
    found = HEADERS.match(content[:65_536].lstrip(b"\xef\xbb\xbf\r\n"))
    if found is None:
        return None
    head = found.group().lower()
    if b"multipart/related" in head and (_suffix(filename) in {"mht", "mhtml"} or b"snapshot-content-location" in head):
        return MHTML
    is_letter = b"mime-version:" in head or b"received:" in head or (b"from:" in head and b"subject:" in head)
    return MAIL if is_letter or _suffix(filename) == "eml" else None


def _looks_like_html(content: bytes, filename: str) -> bool:
    head = content[:200_000].replace(b"\x00", b"") if content[:2] in (b"\xff\xfe", b"\xfe\xff") else content[:200_000]
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:400]
    if _suffix(filename) in {"html", "htm", "xhtml", "shtml", "jsp", "aspx", "php"}:
        return bool(HTML_TAG.search(head))
    if start.lower().startswith(b"<?xml"):
        return b"<html" in head.lower()
    if HTML_SIGN.match(start):
        return True
    return len(HTML_TAG.findall(head)) >= 6


def extract(content: bytes, filename: str, budget: Budget | None = None) -> Extracted:
    """Text of the file. Raises Unreadable. `budget` is what a file that holds this one has left."""
    refuse_size(len(content))
    media_type = media_type_of(content, filename)
    name = "scan" if media_type.startswith("image/") else EXTRACTORS[media_type]
    module = import_module(f"heli.documents.intake.extract.{name}")
    if media_type in CONTAINERS:
        left = budget or Budget()
        extracted = cast("Extracted", module.extract(content, lambda part, name: extract(part, name, left), left))
    else:
        extracted = cast("Extracted", module.extract(content))
    if not extracted.text.strip():
        raise Unreadable(Cause.EMPTY, "文件里没有可读的文字。如果是扫描件或图片，请先转成带文字的文件再上传。")
    return extracted


def check_before_storing(content: bytes, filename: str) -> None:
    """Raises Unreadable when the file must not even be stored: secret, too large, encrypted or unreadable."""
    if secrecy.marking_in_name(filename):
        secrecy.refuse_marked(filename, "")
    secrecy.refuse_marked(filename, extract(content, filename).text)
