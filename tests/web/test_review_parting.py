"""Cutting a demand in two and joining two: spans stay exact, each undoes the other, a fragment equals a reload."""

import re

import pytest
from django.test import Client

from heli.audit.queries import acts, broken_links
from heli.documents.actions.split import READ
from heli.documents.models import Directive, Document
from heli.matters.models import Draft, Matter
from tests.cast import Cast
from tests.web.test_review import HTMX, address, clerk, directive, document, form, piece, press

__all__ = ["clerk", "document"]


def halves(document: Document) -> list[Directive]:
    return list(document.directives.order_by("position"))


def cut(client: Client, one: Directive, words: str) -> Directive:
    """Cuts before these words; the second half."""
    at = one.start + one.text.index(words)
    assert press(client, one, "split", at=at).status_code == 200
    one.refresh_from_db()
    return Directive.objects.get(document_id=one.document_id, position=one.position + 1)


def test_a_demand_is_cut_in_two_with_exact_spans(clerk: Client, document: Document) -> None:
    first = directive(document, "用地难")
    second = cut(clerk, first, "强化瓶颈")
    for half in (first, second):
        assert document.text[half.start : half.end] == half.text
    assert first.text.endswith("融资难")
    assert second.text.startswith("强化瓶颈")


def test_positions_stay_in_reading_order(clerk: Client, document: Document) -> None:
    cut(clerk, directive(document, "用地难"), "强化瓶颈")
    start = document.text.index("大家要坚定")
    clerk.post(f"/documents/{document.pk}/mark/", {"start": start, "end": start + 6}, headers=HTMX)
    rows = halves(document)
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert [row.start for row in rows] == sorted(row.start for row in rows)


def test_joining_the_halves_puts_the_demand_back_as_it_was(clerk: Client, document: Document) -> None:
    one = directive(document, "县域发展资金")
    before = {name: getattr(one, name) for name in (*READ, "start", "end", "position", "before_split")}
    cut(clerk, one, "市发改委配合")
    press(clerk, one, "merge")
    one.refresh_from_db()
    assert {name: getattr(one, name) for name in before} == before


def test_a_half_keeps_the_units_that_it_names(clerk: Client, document: Document) -> None:
    first = directive(document, "县域发展资金")
    second = cut(clerk, first, "市发改委配合")
    assert (first.leads, first.participants) == (["市财政局"], [])
    assert (second.leads, second.participants) == (["市财政局"], ["市发改委"])  # named before both


def test_cutting_and_joining_are_audited(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    cut(clerk, one, "强化瓶颈")
    press(clerk, one, "merge")
    assert [act.verb for act in acts(f"document:{document.pk}")][-2:] == ["split", "merge"]
    assert list(broken_links()) == []


def test_what_was_typed_goes_along(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "用地难")
    press(clerk, one, "keep", **form(clerk, one, lead=cast.unit("市财政局")))
    second = cut(clerk, one, "强化瓶颈")
    assert Draft.objects.get(directive=second).values["lead_organization_id"] == cast.unit("市财政局")
    assert Draft.objects.get(directive=second).values["title"].startswith("强化瓶颈")
    assert "强化瓶颈" not in Draft.objects.get(directive=one).values["title"]


@pytest.mark.parametrize("step", ["split", "merge"])
def test_a_fragment_equals_what_a_reload_shows(clerk: Client, document: Document, step: str) -> None:
    one = directive(document, "用地难")
    at = one.start + one.text.index("强化瓶颈")
    fragment = press(clerk, one, step, at=at).content.decode()
    page = clerk.get(f"/documents/{document.pk}/?card={one.pk}").content.decode()
    cards = re.findall(r'<article class="draft[^>]*id="(card-\d+)"', fragment)
    assert len(cards) == {"split": 2, "merge": 1}[step]
    assert all(piece(fragment, "article", c) == piece(page, "article", c) for c in cards)
    assert piece(fragment, "div", "strip") == piece(page, "div", "strip")
    assert all(piece(fragment, "p", p) == piece(page, "p", p) for p in re.findall(r'<p id="(p-\d+)"', fragment))


def test_the_place_that_is_pointed_at_is_chosen(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    at = one.start + one.text.index("融资难")
    shown = clerk.get(address(one, "cuts/"), {"at": at}, headers=HTMX).content.decode()
    assert re.search(rf'value="{at}" checked', shown)
    assert clerk.get(address(one, "cuts/"), headers=HTMX).content.decode().count(" checked") == 1


def test_a_cut_without_words_on_one_side_is_refused(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    for at in (one.start, one.end, one.end + 40, "x"):
        assert press(clerk, one, "split", at=at).status_code == 409
    assert halves(document)[-1].before_split is None


def test_a_decided_neighbour_is_not_joined(clerk: Client, document: Document) -> None:
    first, second = halves(document)[1:3]
    press(clerk, second, "prepare")
    answer = press(clerk, first, "merge")
    assert answer.status_code == 409
    assert "下一条已经处理" in answer.content.decode()
    assert Matter.objects.count() == 1


def test_the_last_demand_has_nothing_to_join(clerk: Client, document: Document) -> None:
    assert "后面没有" in press(clerk, halves(document)[-1], "merge").content.decode()


def test_a_demand_once_prepared_and_taken_back_can_be_joined(clerk: Client, document: Document) -> None:
    first, second = halves(document)[1:3]
    press(clerk, second, "prepare")
    press(clerk, second, "undo")
    assert press(clerk, first, "merge").status_code == 200
    assert Matter.objects.get().sources.get().directive is None
