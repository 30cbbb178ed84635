"""A demand that another document made before: offered with both passages, and no twin comes of it."""

import re

import pytest
from django.test import Client

from heli.audit.queries import acts, broken_links
from heli.documents.actions.receive import receive
from heli.documents.models import Directive, Document
from heli.documents.rules.states import DirectiveState
from heli.matters.models import Matter, Source
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.web.test_documents import REPORT
from tests.web.test_review import HTMX, address, clerk, directive, document, press

__all__ = ["clerk", "document"]

AGAIN = """示范县县域经济推进会召开
6月9日，示范县县域经济推进会召开。市委副书记赵明讲话。
赵明强调，市财政局要尽快牵头设立县域发展资金，市发改委配合。县商务和投资促进局要举办一次产业链招商会。
"""


@pytest.fixture
def again(document: Document, cast: Cast) -> Document:
    del document
    made = receive(cast.clerk, cast.programme, content=AGAIN.encode(), filename="推进会报道.txt")
    return Document.objects.get(pk=made)


def shown(client: Client, one: Directive) -> str:
    return client.get(address(one), headers=HTMX).content.decode()


def test_the_passages_stand_side_by_side(clerk: Client, document: Document, again: Document) -> None:
    before = directive(document, "县域发展资金")
    page = shown(clerk, directive(again, "县域发展资金"))
    assert re.search(rf"《{document.title}》第{before.position}条</a>相[同近]", page)
    assert page.count("<blockquote>") == 2
    assert "那一条还没有列入拟办" in page


def test_what_was_never_asked_before_is_offered_nothing(clerk: Client, again: Document) -> None:
    assert "重复的要求" not in shown(clerk, directive(again, "招商会"))


def test_with_one_click_the_older_matter_gains_a_source(clerk: Client, document: Document, again: Document) -> None:
    press(clerk, directive(document, "县域发展资金"), "prepare")
    matter, one = Matter.objects.get(), directive(again, "县域发展资金")
    answer = press(clerk, one, "join", matter=matter.pk)
    assert answer.status_code == 200
    assert Matter.objects.count() == 1
    assert [s.document_id for s in matter.sources.all()] == [document.pk, again.pk]
    one.refresh_from_db()
    assert one.state == DirectiveState.TAKEN
    assert [act.verb for act in acts(f"matter:{matter.pk}")] == ["prepare", "add_source"]
    assert "<b>0</b> 条已列入拟办" in answer.content.decode()


def test_undoing_it_leaves_the_older_matter_alone(clerk: Client, document: Document, again: Document) -> None:
    press(clerk, directive(document, "县域发展资金"), "prepare")
    matter, one = Matter.objects.get(), directive(again, "县域发展资金")
    press(clerk, one, "join", matter=matter.pk)
    assert press(clerk, one, "undo").status_code == 200
    matter.refresh_from_db()
    one.refresh_from_db()
    assert (matter.state, one.state) == (State.PREPARED, DirectiveState.OPEN)
    assert matter.sources.count() == 1
    assert list(broken_links()) == []


def test_withdrawing_the_matter_opens_both_demands(clerk: Client, document: Document, again: Document) -> None:
    first, second = directive(document, "县域发展资金"), directive(again, "县域发展资金")
    press(clerk, first, "prepare")
    press(clerk, second, "join", matter=Matter.objects.get().pk)
    press(clerk, first, "undo")
    assert {one.state for one in Directive.objects.filter(pk__in=[first.pk, second.pk])} == {DirectiveState.OPEN}


def test_all_certain_ones_leave_out_what_there_is_already(clerk: Client, document: Document, again: Document) -> None:
    press(clerk, directive(document, "县域发展资金"), "prepare")
    Directive.objects.filter(document=again).update(certainty=0.95)
    clerk.post(f"/documents/{again.pk}/certain/", headers=HTMX)
    one = directive(again, "县域发展资金")
    assert one.state == DirectiveState.OPEN
    assert not Source.objects.filter(directive=one).exists()


def test_a_matter_that_was_not_offered_is_not_joined(clerk: Client, document: Document, again: Document) -> None:
    press(clerk, directive(document, "战略投资者"), "prepare")
    answer = press(clerk, directive(again, "县域发展资金"), "join", matter=Matter.objects.get().pk)
    assert answer.status_code == 409


def test_a_withdrawn_matter_is_not_offered(clerk: Client, document: Document, again: Document) -> None:
    one = directive(document, "县域发展资金")
    press(clerk, one, "prepare")
    press(clerk, one, "undo")
    assert "并入已有事项" not in shown(clerk, directive(again, "县域发展资金"))


def test_another_programme_stays_out_of_it(clerk: Client, document: Document, cast: Cast) -> None:
    from heli.programmes.models import Programme

    other = Programme.objects.get(pk=cast.programme)
    other.pk = None
    other.save()
    Document.objects.filter(pk=document.pk).update(programme=other)
    from heli.search.models import Entry

    Entry.objects.filter(kind="directive").update(programme_id=other.pk)
    made = receive(cast.clerk, cast.programme, content=f"{REPORT}又一份。".encode(), filename="又.txt")
    assert "重复的要求" not in shown(clerk, directive(Document.objects.get(pk=made), "县域发展资金"))
