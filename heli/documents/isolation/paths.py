"""Reading a file by its path: what a reading process does for the command line.

The reader is imported by whoever runs these functions, not by whoever only names them: that halves a cold start.
"""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heli.documents.intake.draft import Draft


def read_file(path: Path, reference_date: date | None) -> "Draft":
    """Raises Unreadable or OSError. A file that is too large is refused before it is read."""
    from heli.documents.intake.read import read
    from heli.documents.intake.sniff import refuse_size

    refuse_size(path.stat().st_size)
    return read(path.read_bytes(), _name(path), reference_date=reference_date)


def read_line(path: Path, reference_date: date | None) -> str:
    """The contract as one line of JSON. Raises as read_file does."""
    import json

    from heli.documents.intake.contract import as_contract

    return json.dumps(as_contract(read_file(path, reference_date)), ensure_ascii=False)


def _name(path: Path) -> str:
    """A name that can be printed, also where the file system holds other bytes than UTF-8."""
    name = os.fsencode(path.name)
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", "replace")
