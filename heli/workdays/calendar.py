"""Working days of an office: weekends, public holidays and make-up workdays (调休).

Source: the State Council's yearly notice on holidays; the caller supplies its days, this module only counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar: weekends are off, `days_off` are off as well, `workdays` are worked though they look off.

    A day in both sets counts as worked: the make-up day was announced for that very date.
    """

    days_off: frozenset[date] = field(default_factory=frozenset)
    workdays: frozenset[date] = field(default_factory=frozenset)

    @classmethod
    def of(cls, days_off: Iterable[date] = (), workdays: Iterable[date] = ()) -> "Calendar":
        return cls(frozenset(days_off), frozenset(workdays))

    def is_workday(self, day: date) -> bool:
        if day in self.workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def shift(self, day: date, workdays: int) -> date:
        """The day that lies `workdays` working days after (before, if negative) `day`; `day` itself isn't counted."""
        step = timedelta(days=1 if workdays >= 0 else -1)
        left = abs(workdays)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def between(self, start: date, end: date) -> int:
        """Working days in (start, end]; negative when `end` lies before `start`."""
        if end < start:
            return -self.between(end, start)
        return sum(self.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))

    def next_workday(self, day: date) -> date:
        """`day` itself when it is worked, else the first working day after it."""
        return day if self.is_workday(day) else self.shift(day, 1)
