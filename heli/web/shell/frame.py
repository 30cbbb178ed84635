"""What the frame of a page needs, fetched before any template renders."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from heli.programmes.queries import programme_names
from heli.web.shell.requests import ProgrammeChoice, Request

SESSION_KEY = "programme"
THEMES = ("auto", "light", "dark")


@cache
def languages() -> tuple[tuple[str, str], ...]:
    """The language of the source and every other that has a catalogue."""
    source, *others = settings.LANGUAGES

    def has_catalogue(code: str) -> bool:
        name = translation.to_locale(code)
        return any((Path(path) / name / "LC_MESSAGES/django.mo").exists() for path in settings.LOCALE_PATHS)

    return (source, *(pair for pair in others if has_catalogue(pair[0])))


def speak(request: HttpRequest) -> None:
    """Falls back to the source's language where a browser asks for one that we can't speak throughout."""
    if translation.get_language() not in dict(languages()):
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE


def theme_of(request: HttpRequest) -> str:
    wanted = request.COOKIES.get("theme", "auto")
    return wanted if wanted in THEMES else "auto"


def build(request: Request) -> None:
    """Sets the programme looked at; the number of things that wait comes by itself, when the page stands."""
    request.programmes = tuple(ProgrammeChoice(*choice) for choice in programme_names(request.actor))
    chosen = request.session.get(SESSION_KEY)
    request.programme = next(
        (p for p in request.programmes if p.id == chosen), request.programmes[0] if request.programmes else None
    )
    request.programme_id = request.programme.id if request.programme else 0
