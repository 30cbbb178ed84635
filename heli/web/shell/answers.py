"""How views answer a person: refused, or told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, words: str, status: int = 409) -> HttpResponse:
    """An action was refused: the reason, shown where the person is looking (a page of its own without JavaScript)."""
    fragment = getattr(request, "htmx", False)
    template = "shell/refusal.html" if fragment else "shell/refused.html"
    return render(request, template, {"words": words}, status=status)


def tell(request: HttpRequest, words: str) -> None:
    """Says, once and for a moment, what was done; works for pages and for fragments."""
    messages.success(request, words)
