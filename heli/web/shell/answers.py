"""How views answer a person: refused, or told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from heli.directory import messages as directory
from heli.directory.rules.verdict import Refusal
from heli.documents import messages as documents
from heli.matters import messages as matters
from heli.matters.rules.kinds import Kind
from heli.papers import messages as papers
from heli.programmes import messages as programmes


def refused(request: HttpRequest, words: str, status: int = 409) -> HttpResponse:
    """An action was refused: the reason, shown where the person is looking (a page of its own without JavaScript)."""
    fragment = getattr(request, "htmx", False)
    template = "shell/refusal.html" if fragment else "shell/refused.html"
    return render(request, template, {"words": words, "sign_in": False}, status=status)


def words_of(refusal: Refusal, kind: Kind = Kind.TASK, manner_word: str = "交办") -> str:
    """A refusal in words, from whichever part it comes: no code has two meanings (a test sees to it).

    A step of a matter is named as its kind and manner name it.
    """
    for table in (directory.REFUSALS, programmes.REFUSALS, documents.REFUSALS, papers.REFUSALS):
        if refusal.code in table:
            return table[refusal.code].format_map(refusal.params)
    return matters.words(refusal, kind, manner_word)


def tell(request: HttpRequest, words: str) -> None:
    """Says, once and for a moment, what was done; works for pages and for fragments."""
    messages.success(request, words)
