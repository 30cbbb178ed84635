"""Letters with attachments, zip archives, pages saved as one file, old Word files."""

import io
import shutil
import zipfile
from email.message import EmailMessage

import docx
import pytest

from heli.documents.intake.read import read
from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.test_formats_tables import PLAIN_TABLE, workbook
from tests.intake.texts import BREAKDOWN, REPORT

CONVERTER = shutil.which("soffice") or shutil.which("libreoffice")


def refused(content: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as refusal:
        extract(content, name)
    assert refusal.value.message.endswith("。")
    return refusal.value


def letter(
    body: str = "各单位：\n现将任务分解表发给你们。\n", subtype: str = "plain", charset: str = "utf-8"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "关于印发重点工作任务分解表的函"
    message["From"], message["To"] = "office@example.org", "units@example.org"
    message.set_content(body, subtype=subtype, charset=charset)
    return message


def attached(message: EmailMessage, content: bytes, name: str) -> None:
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)


def packed(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_letter_is_read_with_its_attachments_and_each_word_knows_its_file() -> None:
    message = letter()
    attached(message, workbook(PLAIN_TABLE), "任务分解表.xlsx")
    attached(message, word("示范县要于6月底前完成用地报批。"), "补充说明.docx")
    attached(message, b"MZ\x00\x01" * 99, "程序.exe")
    draft = read(message.as_bytes(), "来信.eml")
    assert draft.document.title == "关于印发重点工作任务分解表的函"
    assert draft.document.media_type == "message/rfc822"
    assert "附件：任务分解表.xlsx" in draft.document.text
    assert [d.leads for d in draft.directives][:2] == [("市行政审批服务局",), ("市商务局",)]
    first = draft.directives[0].span.start
    assert {p.part for p in draft.places if p.start <= first < p.end} == {"任务分解表.xlsx"}
    assert next(w.message for w in draft.warnings if w.code == "part_unread").startswith("「程序.exe」没有读：")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_a_letter_in_any_charset_is_read(charset: str) -> None:
    assert "现将任务分解表发给你们" in extract(letter(charset=charset).as_bytes(), "a.eml").text


def test_a_letter_written_as_a_page_is_read_even_when_the_page_lies_about_its_charset() -> None:
    words = "请各单位于6月底前报送进展情况，并抄送市推动办。"
    page = f'<html><head><meta charset="gb2312"></head><body><p>{words}</p></body></html>'
    assert words in extract(letter(page, "html").as_bytes(), "a.txt").text


def test_a_secret_attachment_keeps_the_whole_letter_out() -> None:
    message = letter()
    attached(message, word("机密★一年", "关于某事的通知"), "附件.docx")
    assert refused(message.as_bytes(), "a.eml").code is Cause.SECRET


def test_an_archive_is_read_file_by_file_in_natural_order_and_leaves_litter_out() -> None:
    content = packed(
        {
            "任务/附件10.txt": "第十个附件。".encode(),
            "任务/附件2.txt": "第二个附件。".encode("gb18030"),
            "__MACOSX/._附件2.txt": b"litter",
            "../../etc/附件1.txt": REPORT.encode(),
        }
    )
    extracted = extract(content, "任务.zip")
    assert [place.part for place in extracted.places] == ["附件1.txt", "附件2.txt", "附件10.txt"]
    assert extracted.text.startswith("示范市召开突破县域经济推进会")
    assert "附件：附件2.txt\n第二个附件。" in extracted.text


def test_names_that_old_packers_wrote_in_gbk_are_readable() -> None:
    content = packed({"XXXXXXXX.txt": REPORT.encode()}).replace(b"XXXXXXXX", "任务分解".encode("gbk"))
    assert extract(content, "a.zip").places[0].part == "任务分解.txt"


def test_an_archive_with_a_password_is_refused() -> None:
    content = bytearray(packed({"a.txt": REPORT.encode()}))
    content[6] |= 1
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(content), "a.zip").code is Cause.ENCRYPTED


def test_an_archive_of_things_that_cannot_be_read_says_why() -> None:
    assert refused(packed({"a.exe": bytes(range(256)) * 9}), "a.zip").code is Cause.NOT_TEXT
    assert refused(packed({}) + b"", "a.zip").code in {Cause.DAMAGED, Cause.EMPTY, Cause.NOT_TEXT}


def test_archives_in_archives_are_opened_three_deep_and_no_deeper() -> None:
    content = REPORT.encode()
    for depth in range(3):
        content = packed({f"{depth}.txt" if depth == 0 else f"{depth}.zip": content})
    assert extract(content, "a.zip").text.startswith("示范市召开")
    assert refused(packed({"a.zip": content}), "a.zip").code is Cause.ZIP_BOMB


def test_an_archive_of_too_many_files_is_refused() -> None:
    assert refused(packed({f"{n}.txt": b"a" for n in range(201)}), "a.zip").code is Cause.ZIP_BOMB


def test_a_page_saved_as_one_file_is_read() -> None:
    page = (
        "<html><head><title>要闻</title></head><body><h1>示范县召开推进会</h1><p>各部门要抓紧整改。</p></body></html>"
    )
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "http://example.org/a.html"
    message.set_content(page, subtype="html", charset="utf-8")
    message.make_related()
    content = message.as_bytes()
    assert extract(content, "要闻.mhtml").text == "示范县召开推进会\n各部门要抓紧整改。"
    assert extract(content, "要闻.mhtml").media_type == "multipart/related"


@pytest.mark.skipif(CONVERTER is None, reason="LibreOffice is not installed")
def test_an_old_word_file_is_read_through_libreoffice() -> None:
    lines = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else "\\par\n" if c == "\n" else c for c in BREAKDOWN)
    content = f"{{\\rtf1\\ansi\\uc1 {lines}}}".encode()
    assert extract(content, "通知.rtf").text.split("\n") == [line for line in BREAKDOWN.split("\n") if line]


def test_without_libreoffice_an_old_word_file_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    why = refused(b"{\\rtf1 abc}", "a.rtf")
    assert why.code is Cause.UNSUPPORTED
    assert "另存为 .docx" in why.message


def test_an_old_word_file_with_a_password_is_refused_without_starting_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    stream = "WordDocument".encode("utf-16-le") + b"\x00\x00"
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x01") + b"\xec\xa5" + b"\x01" * 8 + b"\x00\x01" + stream
    assert refused(content, "a.doc").code is Cause.ENCRYPTED
