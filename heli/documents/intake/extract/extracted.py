"""What every extractor gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where text [start, end) stands in the file: a page, a table row. Pages, tables and rows count from 1."""

    start: int
    end: int
    page: int | None = None
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    text: str
    media_type: str
    places: tuple[Place, ...] = ()
    dropped: tuple[str, ...] = ()
    """Pieces of the page's frame that were left out (publication line and the like), in reading order."""
