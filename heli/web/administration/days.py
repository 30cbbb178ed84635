"""日历: a year as twelve months; what is published, and the office's own days on top."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from heli.directory import actions, queries
from heli.directory.queries import NamedDay
from heli.web.administration.door import administrators_only, show
from heli.web.administration.forms import day_of, words_of
from heli.web.shell.answers import refused, tell
from heli.web.shell.requests import Request

FIRST, LAST = 2004, 2099
LONGEST = 31
"""days that one entry may cover"""
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


@dataclass(frozen=True, slots=True)
class Cell:
    number: int
    look: str
    """class names: weekend, off, worked, own, today"""
    mark: str
    """休 or 班, where the day isn't what its weekday says"""
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]


def months(year: int, days: dict[date, NamedDay], today: date) -> list[Month]:
    def cell(day: date) -> Cell | None:
        if day.year != year:
            return None
        named = days.get(day)
        looks = ["today"] if day == today else []
        if named is not None:
            looks += ["worked" if named.is_workday else "off"] + (["own"] if named.own else [])
        elif day.weekday() >= calendar.SATURDAY:
            looks.append("weekend")
        mark = "" if named is None else "班" if named.is_workday else "休"
        return Cell(day.day, " ".join(looks), mark, named.name if named else "")

    made = []
    for month in range(1, 13):
        weeks = calendar.Calendar().monthdatescalendar(year, month)
        rows = tuple(tuple(cell(day) if day.month == month else None for day in week) for week in weeks)
        made.append(Month(month, rows))
    return made


def _year(text: str | None, today: date) -> int:
    wanted = int(text) if text and text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return min(max(wanted, FIRST), LAST)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Published days of one name and kind that follow each other."""

    name: str
    is_workday: bool
    first: date
    last: date


def stretches(days: tuple[NamedDay, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    for one in days:
        if one.own:
            continue
        before = found[-1] if found else None
        joined = before is not None and before.last + timedelta(days=1) == one.day
        if before is not None and joined and (before.name, before.is_workday) == (one.name, one.is_workday):
            found[-1] = Stretch(one.name, one.is_workday, before.first, one.day)
        else:
            found.append(Stretch(one.name, one.is_workday, one.day, one.day))
    return found


@require_GET
@administrators_only
def show_calendar(request: Request) -> HttpResponse:
    year = queries.year_of(_year(request.GET.get("year"), request.actor.today))
    context: dict[str, object] = {
        "year": year,
        "before": year.number - 1 if year.number > FIRST else None,
        "after": year.number + 1 if year.number < LAST else None,
        "months": months(year.number, {d.day: d for d in year.days}, request.actor.today),
        "weekdays": WEEKDAYS,
        "own": [d for d in year.days if d.own],
        "stretches": stretches(year.days),
    }
    return show(request, "calendar", "administration_calendar", context)


def _back(year: int) -> HttpResponse:
    return redirect(f"{reverse('administration_calendar')}?year={year}")


@require_POST
@administrators_only
@transaction.atomic
def set_days(request: Request) -> HttpResponse:
    """One day or several that follow each other, together or not at all."""
    first = day_of(request.POST.get("first"))
    last = day_of(request.POST.get("last")) if request.POST.get("last", "").strip() else first
    if first is None or last is None or not FIRST <= first.year <= LAST:
        return refused(request, _("请填写日期。"))
    if not 0 <= (last - first).days < LONGEST:
        return refused(request, _("结束日期须不早于开始日期，一次最多设定 31 天。"))
    worked, name = request.POST.get("kind") == "worked", words_of(request.POST, "name", 60)
    for n in range((last - first).days + 1):
        actions.set_calendar_day(request.actor, first + timedelta(days=n), is_workday=worked, name=name)
    tell(request, _("日历已更新，新算的时限和提醒按此执行。"))
    return _back(first.year)


@require_POST
@administrators_only
def remove_day(request: Request) -> HttpResponse:
    day = day_of(request.POST.get("day"))
    if day is None:
        return refused(request, _("请填写日期。"))
    actions.remove_calendar_day(request.actor, day)
    tell(request, _("已取消，这一天按国家公布的安排执行。"))
    return _back(day.year)
