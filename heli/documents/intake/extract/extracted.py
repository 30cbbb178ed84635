"""What every extractor gives."""

from dataclasses import dataclass

from heli.documents.intake.draft import Notice, Place

__all__ = ["Extracted", "Place"]


@dataclass(frozen=True, slots=True)
class Extracted:
    text: str
    media_type: str
    places: tuple[Place, ...] = ()
    dropped: tuple[str, ...] = ()
    """Pieces of the page's frame that were left out (publication line and the like), in reading order."""
    warnings: tuple[Notice, ...] = ()
