"""Valid files of every format, made here, for the fuzzers to damage."""

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import pikepdf

from tests.intake.gloss_machine import glossed
from tests.intake.test_formats_bundles import attached, letter, packed, word
from tests.intake.test_formats_tables import PLAIN_TABLE, workbook
from tests.intake.test_formats_word import NUMBERING, item, package, paragraph
from tests.intake.texts import BREAKDOWN, MINUTES, PROGRESS, REPORT, STORY, TAIWAN

Sample = tuple[str, bytes]
TEXTS = (REPORT, MINUTES, BREAKDOWN, PROGRESS, STORY)


def _texts() -> list[Sample]:
    plain = [*TEXTS, glossed(REPORT)]
    samples = [("来文.txt", text.encode(encoding)) for text in plain for encoding in ("utf-8", "gb18030")]
    samples += [("來文.txt", TAIWAN.encode(encoding)) for encoding in ("big5hkscs", "utf-16", "utf-8-sig")]
    return [
        *samples,
        ("来文.txt", REPORT.encode("utf-16-be")),
        ("来文.txt", REPORT.encode("gbk").decode("latin-1").encode()),
    ]


def _delimited() -> list[Sample]:
    rows = "\n".join(",".join(f'"{cell}"' for cell in row) for row in PLAIN_TABLE)
    return [("任务.csv", rows.encode(encoding)) for encoding in ("utf-8", "gb18030")]


def _page(text: str, charset: str) -> str:
    lines = "".join(f"<p>{line}</p>\n" for line in text.split("\n"))
    table = "".join(f"<tr>{''.join(f'<td rowspan=1>{cell}</td>' for cell in row)}</tr>" for row in PLAIN_TABLE)
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>要闻</title><style>p{{color:red}}</style></head>'
        f"<body><div class=nav><a href=/>首页</a></div><h1>示范市要闻</h1>{lines}<table>{table}</table>"
        "<ruby>县<rp>(</rp><rt>xiàn</rt><rp>)</rp></ruby><!-- 注 --><script>var a='<p>';</script></body></html>"
    )


def _pages() -> list[Sample]:
    pages = [_page(text, charset).encode(charset) for text in TEXTS[:3] for charset in ("utf-8", "gb18030")]
    return [("要闻.html", page) for page in [*pages, _page(glossed(REPORT), "utf-8").encode()]]


def _saved_pages() -> list[Sample]:
    samples = []
    for encoding in ("base64", "quoted-printable"):
        message = EmailMessage()
        message["From"] = "<Saved by Blink>"
        message["Snapshot-Content-Location"] = "http://example.org/a.html"
        message.set_content(_page(REPORT, "utf-8"), subtype="html", charset="utf-8", cte=encoding)
        message.make_related()
        samples.append(("要闻.mhtml", message.as_bytes()))
    return samples


def _words() -> list[Sample]:
    body = (
        item("强化政策扶持", 1)
        + item("各部门要于6月底前报送", 1, 1)
        + paragraph("会议强调，要破解用地难。", '<w:pStyle w:val="2"/><w:outlineLvl w:val="0"/>')
        + '<w:p><w:ins w:id="1"><w:r><w:t>新增的字</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
        + '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        + "<w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p>"
        + "</w:txbxContent></w:drawing></mc:Choice>"
        + "<mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid>'
        + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + "<w:p><w:r><w:t>重点任务</w:t></w:r></w:p></w:tc></w:tr>"
        + '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>完成土地报批</w:t></w:r></w:p></w:tc>'
        + "<w:tc><w:p><w:r><w:t>牵头单位：县自然资源局</w:t></w:r></w:p></w:tc></w:tr>"
        + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        + "<w:tc><w:p><w:r><w:t>12月底</w:t></w:r></w:p></w:tc></w:tr>"
        + "</w:tbl>"
    )
    return [("纪要.docx", package(body, numbering=NUMBERING)), ("讲话.docx", word(*MINUTES.split("\n")))]


def _workbooks() -> list[Sample]:
    return [
        ("任务.xlsx", workbook(PLAIN_TABLE)),
        ("任务.xlsx", workbook(PLAIN_TABLE, [["说明", "请按月报送"]], merged=("A1:A1", "B2:B4", "C2:D3"))),
    ]


def _pdfs() -> list[Sample]:
    import typst

    fonts = str(Path("heli/papers/fonts").resolve())
    source = '#set text(font: "Source Han Serif SC", lang: "zh")\n#set page(numbering: "1", columns: {})\n'
    samples = []
    for columns, text in ((1, REPORT), (2, MINUTES)):
        written: bytes = (source.format(columns) + text.replace("\n", "\n\n")).encode()
        made = typst.compile(written, font_paths=[fonts])  # type: ignore[misc]
        samples.append(("来文.pdf", bytes(made)))
        loose = io.BytesIO()
        with pikepdf.open(io.BytesIO(bytes(made))) as document:
            document.save(
                loose,
                compress_streams=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
                qdf=True,
            )
        samples.append(("来文.pdf", loose.getvalue()))
    return samples


def _letters() -> list[Sample]:
    full = letter()
    attached(full, workbook(PLAIN_TABLE), "任务分解表.xlsx")
    attached(full, word("示范县要于6月底前完成用地报批。"), "补充说明.docx")
    return [
        ("来信.eml", full.as_bytes()),
        ("来信.eml", letter(REPORT, charset="gb18030").as_bytes()),
        ("来信.eml", letter(_page(REPORT, "utf-8"), "html").as_bytes()),
    ]


def _archives() -> list[Sample]:
    files = {"附件1.txt": REPORT.encode(), "任务.xlsx": workbook(PLAIN_TABLE), "a/b.docx": word("请抓紧整改。")}
    return [("材料.zip", packed(files)), ("材料.zip", packed({"内.zip": packed(files), "c.html": b"<p>1</p>" * 9}))]


def _layouts() -> list[Sample]:
    spaces = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    text = "".join(
        f'<ofd:TextObject ID="{n}" Boundary="20 {20 + n * 8} 170 6" Font="1" Size="5">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g 20 5">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(REPORT.split("\n"))
    )
    parts = {
        "OFD.xml": f"<ofd:OFD {spaces}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {spaces}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
        "</ofd:Pages></ofd:Document>",
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {spaces}><ofd:Content><ofd:Layer>{text}</ofd:Layer>"
        "</ofd:Content></ofd:Page>",
    }
    return [("来文.ofd", packed({name: part.encode() for name, part in parts.items()}))]


MAKERS: dict[str, Callable[[], list[Sample]]] = {
    "txt": _texts,
    "csv": _delimited,
    "html": _pages,
    "mhtml": _saved_pages,
    "docx": _words,
    "xlsx": _workbooks,
    "pdf": _pdfs,
    "eml": _letters,
    "zip": _archives,
    "ofd": _layouts,
}


@cache
def samples(kind: str) -> tuple[Sample, ...]:
    return tuple(MAKERS[kind]())


def members(content: bytes) -> dict[str, bytes]:
    """The files in a zip package; empty for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, RuntimeError, OSError, ValueError, NotImplementedError, EOFError):
        return {}
