"""How dates, terms, lights and phones are written on every screen (known to all templates without loading)."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from heli.web.shell.doors import Door

register = template.Library()

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SHAPES = {
    "red": '<path d="M2 2h8v8H2z"/>',
    "yellow": '<path d="M6 1l5.5 10H.5z"/>',
    "severe": '<path d="M6 1l5.5 10H.5z"/>',
    "blue": '<path d="M6 .5L11.5 6 6 11.5.5 6z"/>',
    "green": '<circle cx="6" cy="6" r="5"/>',
    "none": '<path d="M1.5 5h9v2h-9z"/>',
}


LIGHTS = {
    "red": gettext_lazy("逾期"),
    "yellow": gettext_lazy("滞后"),
    "severe": gettext_lazy("严重滞后"),
    "blue": gettext_lazy("临期"),
    "green": gettext_lazy("正常"),
    "none": gettext_lazy("不亮灯"),
}


def light_words(name: str) -> str:
    return str(LIGHTS.get(name, LIGHTS["none"]))


@cache
def _drawn(known: str, words: str) -> SafeString:
    """A ledger draws the same few lights on every row."""
    shape = SafeString(SHAPES[known])
    drawing = '<span class="light light-{}"><svg viewBox="0 0 12 12" aria-hidden="true">{}</svg>{}</span>'
    return format_html(drawing, known, shape, words)


@register.simple_tag
def light(name: str, words: str = "") -> SafeString:
    """A light with its shape and word: red, yellow, severe, blue, green, none; `words` replaces the usual word."""
    known = str(name) if str(name) in SHAPES else "none"
    return _drawn(known, words or light_words(known))


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite (names: tools/icons.txt). With a label it speaks, else it is decoration."""
    speaks = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon {}" {}><use href="{}#{}"/></svg>', css, speaks, static("vendor/icons/sprite.svg"), name
    )


def _as_date(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def day(value: date | datetime | None, today: date | None = None) -> str:
    """11月23日 周一; another year's with its year. Empty for no date."""
    if not value:
        return ""
    that = _as_date(value)
    year = "" if that.year == (today or timezone.localdate()).year else f"{that.year}年"
    return f"{year}{that.month}月{that.day}日 {WEEKDAYS[that.weekday()]}"


@register.filter
def short_day(value: date | datetime | None, today: date | None = None) -> str:
    """11月23日, for dense tables."""
    return day(value, today).rpartition(" ")[0]


@register.filter
def moment(value: datetime | None, today: date | None = None) -> str:
    """11月23日 周一 09:05, in the office's time."""
    if not value:
        return ""
    return f"{day(value, today)} {timezone.localtime(value):%H:%M}"


@register.filter
def due_in(workdays: int | None) -> str:
    """Working days left until a due date (negative: passed), in words. Empty where there is no number."""
    if workdays is None:
        return ""
    if workdays == 0:
        return _("今天到期")
    left = abs(workdays)
    if workdays > 0:
        return ngettext("还有%(days)d个工作日", "还有%(days)d个工作日", left) % {"days": left}
    return ngettext("逾期%(days)d个工作日", "逾期%(days)d个工作日", left) % {"days": left}


@register.simple_tag
def term_left(workdays: int | None, due_on: date | None, on: date) -> str:
    """`due_in` where the day is known: over days off no working day is left, and the term is yet to come, or gone."""
    if workdays == 0 and due_on and due_on != on:
        days = (due_on - on).days
        return _("已过时限") if days < 0 else ngettext("还有%(days)d天", "还有%(days)d天", days) % {"days": days}
    return due_in(workdays)


@register.filter
def masked_phone(phone: str | None) -> str:
    """138****1234; whatever is too short to hide keeps its first two characters."""
    if not phone:
        return ""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else f"{phone[:2]}****"


@register.filter
def file_size(size: int | None) -> str:
    """Bytes in the unit a person would say."""
    if size is None:
        return ""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB"


@register.filter
def is_open_at(door: Door, path: str) -> bool:
    return door.is_open_at(path)


@register.filter
def at(table: Mapping[str, object], key: str) -> object:
    """The entry of a table under a key that is itself a variable; empty where there is none."""
    return table.get(key, ())
