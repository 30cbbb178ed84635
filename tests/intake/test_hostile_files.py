"""Hostile and broken files: each is read, or refused with a Chinese sentence, in good time; nothing else may happen."""

import io
import random
import re
import struct
import time
import zipfile
from collections.abc import Callable

import docx
import pytest

from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.test_formats_bundles import attached, letter, packed, word
from tests.intake.test_formats_ofd import built, text_object
from tests.intake.test_formats_pdf import SENTENCE, typeset
from tests.intake.test_formats_tables import PLAIN_TABLE, workbook
from tests.intake.texts import REPORT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 10))
    + "]>"
)


def refused(content: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        extract(content, name)
    assert refusal.value.message.endswith("。")
    assert re.search(r"[一-鿿]{4}", refusal.value.message)
    return refusal.value


def mail() -> bytes:
    message = letter()
    attached(message, word(SENTENCE), "附件.docx")
    return message.as_bytes()


def with_part(content: bytes, name: str, body: bytes) -> bytes:
    """The package with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, body)
    return buffer.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "docx": lambda: word(*[SENTENCE] * 5),
    "xlsx": lambda: workbook(PLAIN_TABLE),
    "pdf": lambda: typeset(SENTENCE * 5),
    "ofd": lambda: built(text_object(SENTENCE, 20, 30)),
    "eml": mail,
    "zip": lambda: packed({"a.docx": word(SENTENCE), "b.txt": REPORT.encode()}),
    "html": lambda: f"<html><body><table><tr><td>{REPORT}</td></tr></table></body></html>".encode("gb18030"),
    "csv": lambda: '序号,任务,责任单位\n1,"完成报批",县林业局\n'.encode("gb18030"),
    "txt": lambda: REPORT.encode("gb18030"),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_cut_anywhere_is_read_or_refused(kind: str) -> None:
    whole = MAKERS[kind]()
    for part in range(1, 20):
        survives(whole[: len(whole) * part // 20], f"a.{kind}")


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_with_damaged_bytes_is_read_or_refused(kind: str) -> None:
    whole = MAKERS[kind]()
    chance = random.Random(20260105)
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.3:
            at = chance.randrange(len(damaged))
            damaged[at:at] = damaged[at : at + chance.randrange(200)]
        survives(bytes(damaged), f"a.{kind}")


def survives(content: bytes, name: str) -> None:
    started = time.perf_counter()
    try:
        extract(content, name)
    except Unreadable as why:
        message = why.message
    else:
        message = "。"
    assert message.endswith("。")
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf", "ofd", "eml", "zip", "html"])
@pytest.mark.parametrize("label", ["txt", "pdf", "xlsx", "jpg", ""])
def test_a_file_is_known_by_its_content_whatever_it_is_called(kind: str, label: str) -> None:
    content = MAKERS[kind]()
    honest, lied = extract(content, f"a.{kind}"), extract(content, f"a.{label}")
    assert (honest.text, honest.media_type) == (lied.text, lied.media_type)


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        ("docx", "word/document.xml"),
        ("docx", "word/styles.xml"),
        ("docx", "word/numbering.xml"),
        ("xlsx", "xl/worksheets/sheet1.xml"),
        ("ofd", "Doc_0/Pages/Page_0/Content.xml"),
        ("ofd", "OFD.xml"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_never_expanded(kind: str, part: str, encoding: str) -> None:
    body = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<a>&a9;</a>'.encode(encoding)
    started = time.perf_counter()
    refused(with_part(MAKERS[kind](), part, body), f"a.{kind}")
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml"), ("ofd", "OFD.xml")]
)
def test_a_bomb_in_any_package_is_refused_quickly(kind: str, part: str) -> None:
    content = with_part(MAKERS[kind](), part, b"<a>" + b" " * 90_000_000 + b"</a>")
    started = time.perf_counter()
    assert refused(content, f"a.{kind}").code is Cause.ZIP_BOMB
    assert time.perf_counter() - started < 5


def test_a_packed_bomb_is_refused_before_it_is_unpacked() -> None:
    assert refused(packed({"a.txt": b"0" * 60_000_000}), "a.zip").code is Cause.ZIP_BOMB


def test_many_packages_that_together_are_too_large_are_refused() -> None:
    inner = packed({f"{n}.txt": random.Random(n).randbytes(400) * 2_000 for n in range(50)})
    assert refused(packed({f"{n}.zip": inner for n in range(9)}), "a.zip").code is Cause.ZIP_BOMB


def test_an_archive_that_holds_itself_ends() -> None:
    content = packed({"a.txt": REPORT.encode()})
    for _ in range(8):
        content = packed({"r.zip": content})
    assert refused(content, "a.zip").code is Cause.ZIP_BOMB


@pytest.mark.parametrize("name", ["加密.docx", "加密.xlsx", "加密"])
def test_an_office_file_with_a_password_is_refused_with_what_to_do(name: str) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 9
    why = refused(content, name)
    assert why.code is Cause.ENCRYPTED
    assert "取消密码" in why.message


@pytest.mark.parametrize(
    ("stream", "words"),
    [("PowerPoint Document", "演示文稿"), ("__properties_version1.0", "Outlook 邮件"), ("Other", "旧版 Office")],
)
def test_old_files_of_other_programs_are_named(stream: str, words: str) -> None:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + stream.encode("utf-16-le") + b"\x00" * 9
    assert words in refused(content, "a.bin").message


def test_words_nested_a_hundred_thousand_deep_are_refused_or_read() -> None:
    deep = f"<w:document {W}><w:body>" + "<w:sdt>" * 20_000 + "</w:sdt>" * 20_000 + "</w:body></w:document>"
    assert refused(with_part(word("要求。"), "word/document.xml", deep.encode()), "a.docx").code is Cause.DAMAGED
    survives(("<div>" * 100_000 + "要求" + "</div>" * 100_000).encode(), "a.html")


def test_letters_nested_a_thousand_deep_are_refused_or_read() -> None:
    inner = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + REPORT.encode()
    for n in range(1_000):
        inner = (
            f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode()
            + inner
            + f"\r\n--b{n}--\r\n".encode()
        )
    survives(b"MIME-Version: 1.0\r\nSubject: a\r\n" + inner, "a.eml")


def test_a_letter_inside_a_letter_inside_a_letter_ends() -> None:
    message = letter()
    for _ in range(8):
        outer = letter()
        outer.add_attachment(message)
        message = outer
    assert refused(message.as_bytes(), "a.eml").code is Cause.ZIP_BOMB


def test_a_table_of_merged_cells_without_end_is_read() -> None:
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>要求</w:t></w:r></w:p></w:tc>'
    )
    body = f"<w:document {W}><w:body><w:tbl><w:tr>{cell * 50}</w:tr></w:tbl></w:body></w:document>"
    assert "要求" in extract(with_part(word("a"), "word/document.xml", body.encode()), "a.docx").text


def test_a_number_of_a_list_without_end_is_shown_or_left_out() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999999999999"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1%1%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>要求</w:t></w:r></w:p>'
    content = with_part(word("a"), "word/numbering.xml", numbering.encode())
    body = f"<w:document {W}><w:body>{item * 3}</w:body></w:document>"
    text = extract(with_part(content, "word/document.xml", body.encode()), "a.docx").text
    assert text.count("要求") == 3
    assert len(text) < 1_000


def test_a_pdf_whose_pages_point_at_each_other_ends() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 3/Kids[3 0 R]/Parent 3 0 R>>endobj\n"
        b"3 0 obj<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]/Parent 2 0 R>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    survives(content, "a.pdf")


def test_a_pdf_form_that_draws_itself_ends() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Contents 5 0 R>>endobj\n"
        b"4 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        b"/Resources<</XObject<</F 4 0 R>>>>/Length 5>>stream\n/F Do\nendstream endobj\n"
        b"5 0 obj<</Length 11>>stream\n/F Do /F Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )
    survives(content, "a.pdf")


def test_a_declared_size_that_lies_does_not_open_a_bomb_in_an_archive() -> None:
    content = bytearray(packed({"a.txt": b"0" * 60_000_000}))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    content[22:26] = struct.pack("<I", 1000)
    survives(bytes(content), "a.zip")


def test_embedded_files_of_a_workbook_are_named_but_not_opened() -> None:
    content = with_part(workbook(PLAIN_TABLE), "xl/vbaProject.bin", b"\x00")
    content = with_part(content, "xl/embeddings/oleObject1.bin", b"\x00")
    assert {one.code for one in extract(content, "a.xlsm").warnings} == {"macros", "embedded"}


def test_a_cell_of_a_million_letters_and_a_table_of_many_rows_are_read_in_time() -> None:
    lines = [
        "序号,任务,责任单位",
        f"1,{'要' * 900_000},县林业局",
        *(f"{n},完成第{n}项,县林业局" for n in range(50_000)),
    ]
    started = time.perf_counter()
    assert len(extract("\n".join(lines).encode(), "a.csv").text) > 1_000_000
    assert time.perf_counter() - started < 5


def test_a_document_without_words_is_empty() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert refused(buffer.getvalue(), "a.docx").code is Cause.EMPTY
