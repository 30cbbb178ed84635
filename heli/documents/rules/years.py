"""Which year a date without one probably means: proposed to the clerk, never written into what was read."""

from datetime import date

from heli.documents.intake.dates import When, deadline_in

HALF_A_YEAR = 183


def likely_date(words: str, received_on: date) -> date | None:
    """The day that `words` (12月20日前) name, seen from the day the document came in.

    This year's, or next year's where this year's lies over half a year back; one that has only just passed is left
    open, as the document may be an old one.
    """
    this_year = _in_year(words, received_on.year, received_on)
    if this_year is None or this_year >= received_on:
        return this_year
    if (received_on - this_year).days > HALF_A_YEAR:
        return _in_year(words, received_on.year + 1, received_on)
    return None


def _in_year(words: str, year: int, received_on: date) -> date | None:
    found = deadline_in(words, 0, len(words), When(year=year, day=received_on), words)
    return found.date if found else None
