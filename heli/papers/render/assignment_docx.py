from datetime import UTC, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.parfmt import CT_PPr
from docx.section import _Footer
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from heli.matters.rules.manner import Manner
from heli.papers.render.sheets import Assignment
from heli.papers.render.words import ASSIGNMENT_COLUMNS, annex, assignment_cells, day, in_paragraph, opening, printable

_SONG_TITLE, _HEI, _KAI, _SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
_FANG = "仿宋_GB2312"
_TITLE, _BODY, _FOOT, _TABLE = 22.0, 16.0, 14.0, 10.5  # 二号, 三号, 四号, 五号
_CENTRE, _LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT


def assignment_docx(assignment: Assignment) -> bytes:
    """A unit's matters on the office's own form, for Word and WPS: A4, margins 37/35/28/26 mm, no red head."""
    document = docx.Document()
    _set_up(document, assignment)
    _write(document, printable(assignment.programme), _KAI, _BODY, _CENTRE)
    _write(document, assignment.title, _SONG_TITLE, _TITLE, _CENTRE, after=12)
    _write(document, f"{printable(assignment.unit)}：", _FANG, _BODY, _LEFT)
    _write(document, opening(assignment), _FANG, _BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=True, after=6)
    _write_table(document, assignment)
    _write_end(document, assignment)
    _write_annex(document, assignment)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Document, assignment: Assignment) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    # The template's grid of lines would stretch ours.
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    # Odd pages carry the number at the right, even ones at the left, as GB/T 9704 has it.
    document.settings.odd_and_even_pages_header_footer = True
    _number_pages(section.footer, _RIGHT)
    _number_pages(section.even_page_footer, _LEFT)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FANG, Pt(_BODY)
    _no_spaces_around_digits(normal.element.get_or_add_pPr())
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), _FANG)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    properties = document.core_properties
    properties.title = f"{printable(assignment.unit)}{assignment.title}"[:255]
    properties.author = properties.last_modified_by = printable(assignment.office)[:255]
    properties.comments, properties.category = "", "内部资料"
    properties.created = properties.modified = datetime.combine(assignment.issued_on, time(), UTC)


def _no_spaces_around_digits(shape: CT_PPr) -> None:
    """Word widens 12月5日 by a quarter of a character at each seam, which narrow columns can't spare."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN"):
        switch = OxmlElement(name)
        switch.set(qn("w:val"), "0")
        shape.append(switch)


def _number_pages(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    indent = Pt(_FOOT)
    paragraph.paragraph_format.right_indent = indent if side is _RIGHT else None
    paragraph.paragraph_format.left_indent = indent if side is _LEFT else None
    _typeset(paragraph.add_run("— "), _SONG, _FOOT)
    number = paragraph.add_run()
    _typeset(number, _SONG, _FOOT)
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("result", "1"), ("end", None)):
        if kind == "result":
            number.add_text(text or "")
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        number._r.append(part)
    _typeset(paragraph.add_run(" —"), _SONG, _FOOT)


def _write(
    document: Document | _Cell,
    text: str,
    font: str,
    size: float,
    side: WD_ALIGN_PARAGRAPH,
    *,
    indent: bool = False,
    after: float = 0,
) -> Paragraph:
    paragraph = document.add_paragraph()
    _shape(paragraph, side, line=round(size * 1.75, 1), indent=2 * size if indent else 0, after=after)
    if text:
        _typeset(paragraph.add_run(text), font, size)
    return paragraph


def _shape(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH, *, line: float, indent: float = 0, after: float = 0) -> None:
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(0), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    if indent:
        shape.first_line_indent = Pt(indent)


def _typeset(run: Run, font: str, size: float) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _write_table(document: Document, assignment: Assignment) -> None:
    table = document.add_table(rows=1, cols=len(ASSIGNMENT_COLUMNS))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(table)
    for column, (_, width, _) in zip(table.columns, ASSIGNMENT_COLUMNS, strict=True):
        column.width = Mm(width)
    head = table.rows[0]
    _mark(head, "w:cantSplit")
    _mark(head, "w:tblHeader")
    for cell, (word, width, _) in zip(head.cells, ASSIGNMENT_COLUMNS, strict=True):
        _fill(cell, word, _HEI, _CENTRE, width)
    for place, row in enumerate(assignment.rows, start=1):
        line = table.add_row()
        _mark(line, "w:cantSplit")
        texts = assignment_cells(place, row)
        for cell, text, (_, width, centred) in zip(line.cells, texts, ASSIGNMENT_COLUMNS, strict=True):
            _fill(cell, text, _FANG, _CENTRE if centred else _LEFT, width)


def _fill(cell: _Cell, text: str, font: str, side: WD_ALIGN_PARAGRAPH, width: float) -> None:
    cell.width = Mm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for place, line in enumerate(text.split("\n")):
        paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
        _shape(paragraph, side, line=16)
        _typeset(paragraph.add_run(line), font, _TABLE)


def _narrow_margins(table: Table) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 57), ("left", 40), ("bottom", 57), ("right", 40)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)  # the schema wants the margins before the look


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _write_end(document: Document, assignment: Assignment) -> None:
    if assignment.sources:
        _write(document, "附件：原文依据", _FANG, _BODY, _LEFT, indent=True).paragraph_format.space_before = Pt(8)
    office = _write(document, printable(assignment.office), _FANG, _BODY, _RIGHT)
    office.paragraph_format.space_before = Pt(18)
    office.paragraph_format.keep_with_next = True
    date_line = _write(document, day(assignment.issued_on), _FANG, _BODY, _RIGHT)
    for paragraph in (office, date_line):
        paragraph.paragraph_format.right_indent = Pt(2 * _BODY)
    if assignment.manner is not Manner.SUBMIT:
        date_line.paragraph_format.keep_with_next = True
        receipt = _write(document, "签收人：　　　　　　　　签收日期：　　　　年　　月　　日", _FANG, 12, _LEFT)
        receipt.paragraph_format.space_before = Pt(18)


def _write_annex(document: Document, assignment: Assignment) -> None:
    if not assignment.sources:
        return
    label = _write(document, "", _HEI, _BODY, _LEFT)
    label.add_run().add_break(WD_BREAK.PAGE)
    _typeset(label.add_run("附件"), _HEI, _BODY)
    _write(document, "原文依据", _SONG_TITLE, _TITLE, _CENTRE, after=12)
    for heading, sources in annex(assignment):
        _write(document, heading, _HEI, _BODY, _LEFT, indent=True).paragraph_format.keep_with_next = True
        for source in sources:
            named = _write(document, f"《{printable(source.document)}》", _KAI, _BODY, _LEFT, indent=True)
            named.paragraph_format.keep_with_next = True
            paragraph = _write(document, "", _FANG, _BODY, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=True, after=6)
            before, sentence, after = in_paragraph(source)
            for text, emphasised in ((before, False), (sentence, True), (after, False)):
                run = paragraph.add_run(text)
                _typeset(run, _FANG, _BODY)
                run.bold = run.underline = True if emphasised else None
