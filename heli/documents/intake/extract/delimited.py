"""Tables as text with commas or tabs between the cells (.csv, .tsv)."""

import csv
import io

from heli.documents.intake.draft import Notice
from heli.documents.intake.extract.extracted import Extracted
from heli.documents.intake.extract.grid import Grid, Layout
from heli.documents.intake.extract.plain import decode
from heli.documents.intake.extract.workbook import MANY_ROWS

MEDIA_TYPE = "text/csv"
LONGEST_CELL = 1_000_000
DELIMITERS = ",\t;|，"


def extract(content: bytes) -> Extracted:
    text = decode(content).replace("\x00", "")
    head = text[:20_000]
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(LONGEST_CELL)
    layout = Layout()
    cells: dict[tuple[int, int], str] = {}
    warnings = []
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
            if row > MANY_ROWS:
                warnings.append(Notice("cut", f"表格太长，只读了前 {MANY_ROWS} 行。"))
                break
            cells |= {(row, n): words for n, value in enumerate(values, start=1) if (words := " ".join(value.split()))}
    except csv.Error:
        return Extracted(text.replace("\r\n", "\n").replace("\r", "\n"), MEDIA_TYPE)
    if cells:
        layout.grid(Grid(cells, sheet=""))
    return Extracted(layout.text, MEDIA_TYPE, tuple(layout.places), warnings=tuple(warnings))
