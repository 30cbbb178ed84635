"""Feasts that move with the moon, as last days before them: the eve counts as the limit."""

from datetime import date, timedelta

NEW_YEAR = {
    2009: (1, 26),
    2010: (2, 14),
    2011: (2, 3),
    2012: (1, 23),
    2013: (2, 10),
    2014: (1, 31),
    2015: (2, 19),
    2016: (2, 8),
    2017: (1, 28),
    2018: (2, 16),
    2019: (2, 5),
    2020: (1, 25),
    2021: (2, 12),
    2022: (2, 1),
    2023: (1, 22),
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 3),
}
MID_AUTUMN = {
    2014: (9, 8),
    2015: (9, 27),
    2016: (9, 15),
    2017: (10, 4),
    2018: (9, 24),
    2019: (9, 13),
    2020: (10, 1),
    2021: (9, 21),
    2022: (9, 10),
    2023: (9, 29),
    2024: (9, 17),
    2025: (10, 6),
    2026: (9, 25),
    2027: (9, 15),
    2028: (10, 3),
}
FIXED = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "十一": (10, 1),
    "国庆": (10, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "六一": (6, 1),
}


def eve(feast: str, year: int, since: date | None) -> date | None:
    """The day before the feast in this year, or in the next where it is over already on the day `since`."""
    for candidate in (year, year + 1):
        day = _day(feast, candidate)
        if day is None:
            return None
        if since is None or day > since:
            return day - timedelta(days=1) if not (feast.startswith("元旦") and since is None) else date(year, 12, 31)
    return None


def _day(feast: str, year: int) -> date | None:
    feast = feast.strip("“”节")
    if feast in ("春", "春节", "农历新年"):
        found = NEW_YEAR.get(year)
    elif feast == "中秋":
        found = MID_AUTUMN.get(year)
    else:
        found = FIXED.get(feast)
    return date(year, *found) if found else None
