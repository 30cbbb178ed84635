"""Templates and static files: nothing inline, nothing from elsewhere, nothing undefined."""

import re

import pytest
from django.conf import settings
from django.template import Context, Origin, Template
from django.template.loader import get_template

from tests.architecture.sources import ROOT, name_of, ours, text

TEMPLATES = "heli/web/templates/"
INLINE: dict[str, tuple[str, str]] = {
    "script": (r"<script(?![^>]*\bsrc=)[^>]*>", "put it into a file under static/heli/js, bound to data- attributes"),
    "style element": (r"<style\b", "put it into static/heli/css"),
    "style attribute": (r"\sstyle\s*=", "use a class, or <progress> and SVG for lengths"),
    "event attribute": (r"\son[a-z]+\s*=\s*[\"']", "bind it in a file under static/heli/js"),
    "hx-on": (r"\shx-on\b", "bind the htmx event in a file under static/heli/js"),
    "evaluated values": (r"hx-(?:vals|headers)\s*=\s*[\"']\s*(?:js|javascript):", "use plain JSON or hidden fields"),
    "trigger filter": (r"hx-trigger\s*=\s*[\"'][^\"']*\[", "bind the key in static/heli/js and trigger a plain event"),
    "javascript address": (r"(?:href|src|action)\s*=\s*[\"']\s*javascript:", "use a button bound in static/heli/js"),
}
"""The policy allows neither inline code nor eval: the browser would drop these in silence."""


@pytest.mark.parametrize("what", list(INLINE))
def test_templates_hold_nothing_that_the_policy_forbids(what: str) -> None:
    pattern, instead = re.compile(INLINE[what][0], re.IGNORECASE), INLINE[what][1]
    wrong = [
        f"{name_of(path)}:{text(path)[: found.start()].count(chr(10)) + 1}"
        for path in ours(".html", ".svg", under="heli/")
        for found in pattern.finditer(text(path))
    ]
    assert not wrong, f"{what}: {instead}: {wrong}"


ELSEWHERE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)+""", re.IGNORECASE)


def test_pages_load_nothing_from_other_hosts() -> None:
    """The network of an office may have no way out; names of XML vocabularies are no addresses."""
    wrong = [
        f"{name_of(path)}: {found.group()}"
        for folder in (TEMPLATES, "heli/web/static/heli/")
        for path in ours(".html", ".css", ".js", ".svg", ".txt", under=folder)
        for found in ELSEWHERE.finditer(text(path))
    ]
    assert not wrong, f"Copy it into static by tools/frontend.py: {wrong}"


def test_every_template_can_be_read() -> None:
    for path in ours(".html", under=TEMPLATES):
        get_template(path.relative_to(ROOT / TEMPLATES).as_posix())


def test_an_undefined_variable_fails_a_test() -> None:
    """Everywhere in these tests (tests/undefined.py): a word misspelt in a template would show as nothing at all."""
    page = Template("{{ misspelt }}")
    page.origin = Origin(str(ROOT / TEMPLATES / "some.html"))
    with pytest.raises(AssertionError, match="misspelt"):
        page.render(Context({}))
    assert Template("{{ theirs }}").render(Context({})) == ""
    assert Template("{% if absent %}x{% endif %}").render(Context({})) == ""


def test_the_policy_lets_no_inline_code_in() -> None:
    policy = str(settings.CONTENT_SECURITY_POLICY)
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
