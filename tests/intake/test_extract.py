import io
import struct
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest

from heli.documents.intake.extract.plain import decode
from heli.documents.intake.sniff import LARGEST_BYTES, extract, refuse_size
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.texts import REPORT, TAIWAN

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def refused(content: bytes, name: str = "来文.txt") -> Cause:
    with pytest.raises(Unreadable) as refusal:
        extract(content, name)
    assert refusal.value.message.endswith("。")
    return refusal.value.code


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_usual_encoding_of_a_report_is_read(encoding: str) -> None:
    assert decode(REPORT.encode(encoding)) == REPORT


def test_big5_is_told_from_gb18030_by_its_words() -> None:
    assert decode(TAIWAN.encode("big5hkscs")) == TAIWAN


def test_a_short_text_in_gbk_is_read() -> None:
    assert decode("请各单位报送材料".encode("gbk")) == "请各单位报送材料"


def test_lost_characters_are_refused_because_nothing_can_bring_them_back() -> None:
    lost = REPORT.encode("gbk").decode("utf-8", errors="replace").encode()
    assert refused(lost) is Cause.DAMAGED


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", Cause.EMPTY),
        (b" \r\n\t\x00", Cause.EMPTY),
        (bytes(range(256)) * 40, Cause.NOT_TEXT),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, Cause.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Cause.UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Cause.ENCRYPTED),
        (b"%PDF-1.4 broken", Cause.DAMAGED),
        (b"PK\x03\x04 word/ broken", Cause.DAMAGED),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_cause(content: bytes, cause: Cause) -> None:
    assert refused(content) is cause


def test_a_file_of_200_megabytes_is_refused_by_its_size_alone() -> None:
    with pytest.raises(Unreadable) as refusal:
        refuse_size(200 * 1024 * 1024)
    assert refusal.value.code is Cause.TOO_LARGE
    assert "200 兆" in refusal.value.message
    refuse_size(LARGEST_BYTES)


def test_ruby_readings_go_with_their_content_and_so_do_scripts_and_menus() -> None:
    page = """<!DOCTYPE html><html><head><title>要闻</title><script>var a = "要求各部门";</script></head><body>
    <nav>首页 新闻</nav><div class="page-footer">主办：某某局</div>
    <h1>示范县召开推进会</h1><p><ruby>县<rp>(</rp><rt>xiàn</rt><rp>)</rp></ruby>长强调，<br>各部门要&nbsp;抓紧整改。</p>
    <table><tr><td>任务</td><td>时限</td></tr></table></body></html>"""
    assert extract(page.encode(), "a.html").text == "示范县召开推进会\n县长强调，\n各部门要 抓紧整改。\n任务\t时限"


def test_a_page_is_known_by_its_content_whatever_its_name() -> None:
    assert (
        extract(b"<h1>\xe9\x80\x9a\xe7\x9f\xa5</h1><P>\xe8\xa6\x81\xe6\xb1\x82</P>", "a.txt").media_type == "text/html"
    )


def test_a_title_in_angle_brackets_is_no_page() -> None:
    assert extract("关于<政府工作报告>任务分解的通知\n各单位：".encode(), "a.txt").media_type == "text/plain"


def test_a_page_nested_too_deeply_is_read_all_the_same() -> None:
    page = "<div>" * 3000 + "各部门要抓紧整改" + "</div>" * 3000
    assert "各部门要抓紧整改" in extract(page.encode(), "a.html").text


def word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
    return buffer.getvalue()


def test_paragraphs_and_tables_of_a_word_document_come_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("关于任务分解的通知")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "任务", "责任单位"
    document.add_paragraph("特此通知。")
    path = tmp_path / "a.docx"
    document.save(str(path))
    extracted = extract(path.read_bytes(), "a.docx")
    assert extracted.text == "关于任务分解的通知\n任务\t责任单位\n特此通知。"
    assert [extracted.text[place.start : place.end] for place in extracted.places] == ["任务", "责任单位"]
    assert [(place.table, place.row, place.column) for place in extracted.places] == [(1, 1, 1), (1, 1, 2)]


def test_deleted_words_of_a_tracked_change_are_not_read() -> None:
    body = (
        f"<w:document {NAMESPACE}><w:body><w:p><w:r><w:t>各部门要</w:t></w:r>"
        "<w:del><w:r><w:delText>尽快</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>于月底前</w:t></w:r></w:ins><w:r><w:t>整改</w:t></w:r></w:p></w:body></w:document>"
    )
    assert extract(word(body), "a.docx").text == "各部门要于月底前整改"


def test_a_zip_bomb_is_refused_by_what_it_declares() -> None:
    assert refused(word("<a>" + " " * 80_000_000 + "</a>"), "a.docx") is Cause.ZIP_BOMB


def test_a_zip_bomb_that_lies_about_its_size_is_refused_as_well() -> None:
    content = bytearray(word("<a>" + " " * 80_000_000 + "</a>"))
    directory = content.rfind(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 1000)
    content[22:26] = struct.pack("<I", 1000)
    assert refused(bytes(content), "a.docx") in {Cause.ZIP_BOMB, Cause.DAMAGED}


def test_entities_are_never_followed() -> None:
    body = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {NAMESPACE}><w:t>&x;</w:t></w:document>'
    assert refused(word(body), "a.docx") is Cause.DAMAGED


def pdf(lines_by_page: list[list[str]], password: str = "") -> bytes:
    """Pages of ASCII lines in a standard font: enough to prove pages, heads and passwords."""
    document = pikepdf.new()
    for lines in lines_by_page:
        page = document.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
            )
        )
        shown = " T* ".join(f"({line}) Tj" for line in lines)
        page.Contents = document.make_stream(f"BT /F1 12 Tf 14 TL 50 800 Td {shown} ET".encode())
    buffer = io.BytesIO()
    if password:
        document.save(buffer, encryption=pikepdf.Encryption(owner=password, user=password))
    else:
        document.save(buffer)
    return buffer.getvalue()


def test_running_heads_and_page_numbers_of_a_pdf_go() -> None:
    pages = [
        ["Model City Office", f"Task {n} shall be finished in time and reported to the office.", f"- {n} -"]
        for n in range(1, 5)
    ]
    extracted = extract(pdf(pages), "a.pdf")
    assert "Model City" not in extracted.text
    assert "- 2 -" not in extracted.text
    assert [place.page for place in extracted.places] == [1, 2, 3, 4]
    assert all("Task" in extracted.text[place.start : place.end] for place in extracted.places)


def test_a_pdf_with_a_password_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable) as refusal:
        extract(pdf([["Task"]], password="open"), "a.pdf")
    assert refusal.value.code is Cause.ENCRYPTED
    assert "取消密码" in refusal.value.message


def test_a_scanned_pdf_without_words_says_so() -> None:
    assert refused(pdf([[""]]), "a.pdf") is Cause.EMPTY
