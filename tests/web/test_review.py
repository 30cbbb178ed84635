"""The review page: prepare, set aside, undo; decided together, equal to what a reload shows."""

import re
import typing
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client

from heli.audit.queries import acts, broken_links
from heli.directory.models import Organization
from heli.directory.rules.verdict import Refused
from heli.documents.actions.receive import receive
from heli.documents.intake.draft import Category
from heli.documents.models import Directive, Document, Suspect
from heli.documents.rules.states import DirectiveState
from heli.matters.actions.prepare import prepare_many
from heli.matters.models import Draft, Matter
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State
from heli.matters.rules.values import Values
from heli.search.queries import matching
from tests.cast import Cast
from tests.web.test_documents import REPORT, signed_in

HTMX = {"HX-Request": "true"}


@pytest.fixture
def document(cast: Cast) -> Document:
    made = receive(cast.clerk, cast.programme, content=REPORT.encode(), filename="座谈会报道.txt")
    return Document.objects.get(pk=made)


@pytest.fixture
def clerk(document: Document) -> Client:
    del document
    return signed_in("jingban")


def directive(document: Document, words: str) -> Directive:
    return document.directives.get(text__contains=words)


def address(one: Directive, step: str = "") -> str:
    return f"/documents/{one.document_id}/cards/{one.pk}/{step}"


def press(client: Client, one: Directive, step: str, **fields: object) -> HttpResponse:
    return typing.cast(HttpResponse, client.post(address(one, f"{step}/"), fields, headers=HTMX))


def form(client: Client, one: Directive, **changes: object) -> dict[str, object]:
    """The fields as the open card shows them, with what the clerk changed."""
    page = client.get(address(one), headers=HTMX).content.decode()
    found: dict[str, object] = {}
    for name, body in re.findall(r'<select id="[\w-]+" name="(\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.findall(r'value="([^"]*)"[^>]*selected', body)
        found[name] = chosen if name == "participants" else (chosen or [""])[0]
    found |= dict(re.findall(r'<textarea id="[\w-]+" name="(\w+)"[^>]*>(.*?)</textarea>', page, re.DOTALL))
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="(\w+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and re.search(r'type="(text|date)"', tag):
            found[name[1]] = value[1]
    return found | changes


def piece(page: str, tag: str, element_id: str) -> str:
    """An element as it stands, without what only a fragment says, what only the open one says, and tokens."""
    found = re.search(rf'<{tag} [^>]*id="{element_id}".*?</{tag}>', page, re.DOTALL)
    assert found, element_id
    plain = re.sub(r' hx-swap-oob="true"| aria-current="true"', "", found[0])
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", plain)


def test_prepared_with_one_key_a_demand_becomes_a_matter(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "县域发展资金")
    assert press(clerk, one, "prepare").status_code == 200
    matter = Matter.objects.get()
    assert matter.state == State.PREPARED
    assert matter.lead_organization_id == cast.unit("市财政局")
    assert [p.organization_id for p in matter.participations.all()] == [cast.unit("市发改委")]


@pytest.mark.parametrize("step", ["prepare", "aside"])
def test_a_fragment_equals_what_a_reload_shows(clerk: Client, document: Document, step: str) -> None:
    one = directive(document, "县域发展资金")
    fragment = press(clerk, one, step).content.decode()
    page = clerk.get(f"/documents/{document.pk}/").content.decode()
    for tag, element_id in (("article", f"card-{one.pk}"), ("div", "strip"), ("footer", "bar")):
        assert piece(fragment, tag, element_id) == piece(page, tag, element_id)
    paragraphs = re.findall(r'<p id="(p-\d+)"', fragment)
    assert paragraphs
    assert all(piece(fragment, "p", p) == piece(page, "p", p) for p in paragraphs)


def test_an_open_card_equals_what_a_reload_shows(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    fragment = clerk.get(address(one), headers=HTMX).content.decode()
    page = clerk.get(f"/documents/{document.pk}/?card={one.pk}").content.decode()
    assert piece(fragment, "article", f"card-{one.pk}") == piece(page, "article", f"card-{one.pk}")


def test_undo_opens_the_demand_again_and_keeps_what_was_typed(clerk: Client, document: Document) -> None:
    one = directive(document, "县域发展资金")
    press(clerk, one, "prepare", **form(clerk, one, title="设立县域发展资金", completion_standard="资金到位"))
    answer = press(clerk, one, "undo").content.decode()
    one.refresh_from_db()
    assert one.state == DirectiveState.OPEN
    assert "设立县域发展资金" in answer
    assert "资金到位" in answer
    assert not Matter.objects.exclude(state=State.WITHDRAWN).exists()


def test_set_aside_and_taken_up_again(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    assert "不列入" in press(clerk, one, "aside").content.decode()
    one.refresh_from_db()
    assert one.state == DirectiveState.SET_ASIDE
    press(clerk, one, "undo")
    one.refresh_from_db()
    assert one.state == DirectiveState.OPEN


def test_the_second_of_two_clerks_is_refused_with_the_name_of_the_first(clerk: Client, document: Document) -> None:
    one = directive(document, "县域发展资金")
    press(clerk, one, "prepare")
    answer = press(signed_in("jingban2"), one, "prepare")
    assert answer.status_code == 409
    assert "已由林小满列入拟办" in answer.content.decode()
    assert Matter.objects.count() == 1


def test_all_certain_ones_are_prepared_at_once(clerk: Client, document: Document) -> None:
    certain = document.directives.filter(certainty__gte=0.9).count()
    answer = clerk.post(f"/documents/{document.pk}/certain/", headers=HTMX).content.decode()
    assert Matter.objects.filter(state=State.PREPARED).count() == certain
    assert f"<b>{certain}</b> 条已列入拟办" in answer


def test_what_is_prepared_at_once_is_audited_versioned_and_found_like_one(clerk: Client, document: Document) -> None:
    clerk.post(f"/documents/{document.pk}/certain/", headers=HTMX)
    made = list(Matter.objects.all())
    assert made
    assert list(broken_links()) == []
    for matter in made:
        assert [act.verb for act in acts(f"matter:{matter.pk}")] == ["prepare"]
        assert matter.versions.get().facts["participant_ids"] == sorted(p.pk for p in matter.participants.all())
        assert matter.pk in matching(kind="matter", programme_id=matter.programme_id, words=matter.title)
        assert matter.sources.get().directive_id
    taken = [act.data for act in acts(f"document:{document.pk}") if act.verb == DirectiveState.TAKEN]
    assert len(taken) == len(made)


def test_of_what_is_prepared_at_once_nothing_is_kept_where_a_row_is_refused(document: Document, cast: Cast) -> None:
    rows = [(one.pk, Values("办成一件事", Kind.TASK, Category.OTHER)) for one in document.directives.all()]
    rows[-1] = (rows[-1][0], replace(rows[-1][1], lead_organization_id=10**9))
    with pytest.raises(Refused):
        prepare_many(cast.clerk, document.pk, rows)
    assert not Matter.objects.exists()
    assert set(document.directives.values_list("state", flat=True)) == {DirectiveState.OPEN}


def test_edits_are_kept_quietly(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "用地难")
    answer = press(clerk, one, "keep", **form(clerk, one, title="破解用地难", lead=cast.unit("市财政局")))
    assert answer.status_code == 200
    assert "破解用地难" in clerk.get(f"/documents/{document.pk}/").content.decode()
    assert Draft.objects.get().values["lead_organization_id"] == cast.unit("市财政局")
    assert not Matter.objects.exists()


def test_the_manner_follows_the_lead(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "用地难")
    answer = press(clerk, one, "keep", **form(clerk, one, lead=cast.unit("市税务局"))).content.decode()
    assert "商请" in answer
    assert "垂直管理单位" in answer


def test_a_changed_category_brings_its_kind_and_standard(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    press(clerk, one, "keep", **form(clerk, one, category="bottleneck"))
    values = Draft.objects.get().values
    assert values["kind"] == Kind.BOTTLENECK
    assert values["completion_standard"] == "问题解决，提出单位书面确认"
    assert values["confirmer_organization_id"]


def test_a_due_date_before_today_is_refused_and_what_was_typed_stays(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    answer = press(clerk, one, "prepare", **form(clerk, one, title="破解用地难", due_on="2020-01-01"))
    assert answer.status_code == 409
    assert "时限早于今天" in answer.content.decode()
    assert Draft.objects.get().values["title"] == "破解用地难"
    assert not Matter.objects.exists()


def test_a_date_that_is_none_is_refused_in_words(clerk: Client, document: Document) -> None:
    one = directive(document, "用地难")
    answer = press(clerk, one, "keep", **form(clerk, one, due_on="明天"))
    assert answer.status_code == 409
    assert "“明天”不是日期" in answer.content.decode()


def test_a_class_is_offered_its_members_one_row_each(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "政策清单")
    members = [cast.unit("市财政局"), cast.unit("市发改委")]
    answer = press(clerk, one, "members", members=members)
    assert answer.status_code == 200
    assert {m.lead_organization_id for m in Matter.objects.all()} == set(members)
    press(clerk, one, "undo")
    assert set(Matter.objects.values_list("state", flat=True)) == {State.WITHDRAWN}


def test_a_class_is_offered_one_lead_with_the_others_taking_part(clerk: Client, document: Document, cast: Cast) -> None:
    one = directive(document, "政策清单")
    fields = form(clerk, one, lead=cast.unit("市财政局"), members=[cast.unit("市财政局"), cast.unit("市发改委")])
    press(clerk, one, "share", **fields)
    values = Draft.objects.get().values
    assert values["lead_organization_id"] == cast.unit("市财政局")
    assert values["participant_ids"] == [cast.unit("市发改委")]


def test_a_unit_the_directory_lacks_is_made_with_one_click(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    assert "新建单位" in clerk.get(address(one), headers=HTMX).content.decode()
    press(clerk, one, "unit", unit="县招才引智中心")
    made = Organization.objects.get(name="县招才引智中心")
    press(clerk, one, "prepare")
    assert Matter.objects.get().lead_organization_id == made.pk


def test_a_unit_the_text_does_not_name_is_not_made(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    assert press(clerk, one, "unit", unit="随便什么局").status_code == 409
    assert not Organization.objects.filter(name="随便什么局").exists()


def test_an_accepted_doubt_shows_in_the_page_and_in_the_draft(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    start = one.start + one.text.index("战略")
    doubt = Suspect.objects.create(
        document=document, start=start, end=start + 2, text="战略", suggestion="战役", reason="疑为误写"
    )
    assert 'class="suspect "' in clerk.get(f"/documents/{document.pk}/").content.decode()
    fields = {"suspect": doubt.pk, "decision": "accepted"}
    answer = clerk.post(f"/documents/{document.pk}/suspects/", fields, headers=HTMX).content.decode()
    assert "原文作“战略”" in answer
    assert "引荐一批战役投资者" in answer
    assert "引荐一批战略投资者" in Document.objects.get().text


def test_a_kept_doubt_changes_nothing(clerk: Client, document: Document) -> None:
    doubt = Suspect.objects.create(document=document, start=0, end=3, text="示范县", suggestion="县", reason="疑为误写")
    clerk.post(f"/documents/{document.pk}/suspects/", {"suspect": doubt.pk, "decision": "kept"}, headers=HTMX)
    page = clerk.get(f"/documents/{document.pk}/").content.decode()
    assert "已保持原文" in page
    assert "原文作" not in page


def test_a_missed_demand_is_marked_by_its_words(clerk: Client, document: Document) -> None:
    words = "大家要坚定信心"
    start = document.text.index(words)
    bounds = {"start": start, "end": start + len(words)}
    answer = clerk.post(f"/documents/{document.pk}/mark/", bounds, headers=HTMX).content.decode()
    made = Directive.objects.get(text=words)
    assert f'data-band="{made.pk}"' in answer
    first = re.search(r'data-card="(\d+)"', answer)
    assert first
    assert first[1] == str(made.pk)  # in reading order, not at the end


def test_marking_beyond_the_text_is_refused(clerk: Client, document: Document) -> None:
    bounds = {"start": 5, "end": 99999}
    answer = clerk.post(f"/documents/{document.pk}/mark/", bounds, headers=HTMX)
    assert answer.status_code == 409
    assert "选中的文字不在原文中" in answer.content.decode()


def test_a_news_report_rests_on_linked_minutes(clerk: Client, document: Document, cast: Cast) -> None:
    minutes = receive(cast.clerk, cast.programme, content="纪要第3号。会议议定事项。".encode(), filename="纪要.txt")
    clerk.post(f"/documents/{minutes}/basis/", {"basis": "minutes", "official_number": "示纪〔2026〕3号"})
    answer = clerk.post(f"/documents/{document.pk}/higher/", {"higher": minutes}, headers=HTMX)
    assert "待核依据" not in answer.content.decode()
    press(clerk, directive(document, "用地难"), "prepare")
    assert "示纪〔2026〕3号" in Matter.objects.get().basis_text


def test_without_javascript_preparing_leads_to_the_next_open_card(clerk: Client, document: Document) -> None:
    first, second, *_ = document.directives.order_by("start")
    answer = clerk.post(address(first, "prepare/"))
    assert answer["Location"] == f"/documents/{document.pk}/?card={second.pk}#card-{second.pk}"


@pytest.mark.parametrize("step", ["keep", "prepare", "members", "share", "aside", "undo", "unit"])
def test_only_the_office_works_on_cards(clerk: Client, document: Document, step: str) -> None:
    del clerk
    one = directive(document, "用地难")
    fields = {"title": "别的事", "lead": "", "unit": "x"}
    answers = [press(signed_in(login), one, step, **fields) for login in ("lianluo", "lingdao")]
    assert [answer.status_code for answer in answers] == [403, 403]
    assert not Matter.objects.exists()
    assert not Draft.objects.exists()


def test_a_card_of_another_document_is_not_found(clerk: Client, document: Document, cast: Cast) -> None:
    other = receive(cast.clerk, cast.programme, content=f"{REPORT}另一份。".encode(), filename="另.txt")
    one = directive(document, "用地难")
    assert clerk.post(f"/documents/{other}/cards/{one.pk}/prepare/").status_code == 404


def test_what_restoration_changed_is_marked_on_request(cast: Cast) -> None:
    damaged = "示范县召(zhào)開(kāi)座談(tán)會(huì)。趙明要求,市財(cái)政局要籌(chóu)措資(zī)金。"
    made = receive(cast.clerk, cast.programme, content=damaged.encode(), filename="注音.txt")
    client = signed_in("jingban")
    plain = client.get(f"/documents/{made}/").content.decode()
    assert "去掉注音" in plain
    assert "原为“(kāi)”" not in plain
    marked = client.get(f"/documents/{made}/?changes=1").content.decode()
    assert 'title="去掉注音：原为“(kāi)”"' in marked


def test_a_decision_brings_the_card_that_follows_along(clerk: Client, document: Document) -> None:
    first, second, *_ = document.directives.order_by("start")
    fragment = press(clerk, first, "prepare", next=second.pk).content.decode()
    page = clerk.get(f"/documents/{document.pk}/").content.decode()
    for one in (first, second):
        assert piece(fragment, "article", f"card-{one.pk}") == piece(page, "article", f"card-{one.pk}")
    assert f'id="form-{second.pk}"' in fragment


def test_setting_aside_may_say_why_in_one_line(clerk: Client, document: Document) -> None:
    one = directive(document, "战略投资者")
    press(clerk, one, "aside")
    answer = press(clerk, one, "why", reason="已由县里另行部署").content.decode()
    assert 'value="已由县里另行部署"' in answer
    assert acts(f"document:{document.pk}")[-1].verb == "give_reason"
    press(clerk, one, "undo")
    assert press(clerk, one, "why", reason="再说").status_code == 409


def test_a_refused_card_asks_for_its_true_state(clerk: Client, document: Document) -> None:
    one = directive(document, "县域发展资金")
    press(clerk, one, "prepare")
    second = signed_in("jingban2")
    answer = press(second, one, "prepare")
    assert answer.status_code == 409
    assert f'"card": {one.pk}' in answer["HX-Trigger"]
    fresh = second.get(address(one), {"fresh": 1}, headers=HTMX).content.decode()
    assert 'data-state="taken"' in fresh
    assert "<b>1</b> 条已列入拟办" in fresh


def test_what_restoration_changed_is_listed_by_kind(cast: Cast) -> None:
    damaged = "示范县召(zhào)開(kāi)座談(tán)會(huì)。趙明要求,市財(cái)政局要籌(chóu)措資(zī)金。"
    made = receive(cast.clerk, cast.programme, content=damaged.encode(), filename="注音.txt")
    page = signed_in("jingban").get(f"/documents/{made}/?changes=1").content.decode()
    assert "<del>(kāi)</del>" in page
