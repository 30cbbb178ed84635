"""The whole life of a matter through the screens, each step by whoever may and refused to whoever may not."""

from django.core.files.uploadedfile import SimpleUploadedFile

from heli.audit.models import Event
from heli.matters.actions import sheets
from heli.matters.models import Attachment, Matter, Sheet, Update
from heli.matters.rules.kinds import Kind
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.web.life import Somebody, document, issued, matter, now, prepared

__all__ = ["now"]


def scan(name: str = "签字页.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"\xff\xd8\xff\xe0 a scanned page", "image/jpeg")


def test_a_matter_goes_from_prepared_to_closed_by_the_hands_of_those_who_may(now: Cast) -> None:
    source = document(now)
    first, second = prepared(now, source), prepared(now, source, title="梳理要素保障问题清单")
    clerk, head, unit = Somebody.named("jingban"), Somebody.named("zhuren"), Somebody.named("lianluo")

    clerk.client.post("/sheets/lay/", {"matter": [first, second]})
    sheet = Sheet.objects.get()
    assert matter(first).state == State.LAID
    answer = head.client.post(
        f"/sheets/{sheet.pk}/sign/", {"returned": [second], f"reason_{second}": "请写明牵头领导。", "opinion": "同意。"}
    )
    assert answer.status_code == 302
    assert (matter(first).state, matter(second).state) == (State.APPROVED, State.PREPARED)
    page = clerk.sees(f"/sheets/{sheet.pk}/")
    assert "周立夏" in page
    assert "同意。" in page
    assert "交办全部（1 项）" in page
    assert "请写明牵头领导。" in clerk.sees("/sheets/new/")

    clerk.client.post(f"/sheets/{sheet.pk}/issue/")
    assert matter(first).number.endswith("1号")
    assert unit.does("acknowledge", first).status_code == 200
    answer = unit.does("update", first, progress="初稿已完成，征求意见12家。", next_steps="提请常务会研究。")
    assert "初稿已完成" in answer.content.decode()

    refused = unit.does("request-closing", first, result="文件已印发。")
    assert refused.status_code == 409
    assert "签字页扫描件" in refused.content.decode()
    assert matter(first).state == State.IN_PROGRESS
    assert (
        unit.does("request-closing", first, result="文件已印发。", signed_by="吴芒种", files=scan()).status_code == 200
    )
    assert matter(first).state == State.CLOSING_REQUESTED

    assert clerk.does("send-back", first, reason="请附文件正文。").status_code == 200
    assert matter(first).state == State.REDO
    assert Somebody.named("danwei").does("request-closing", first, result="已附正文。").status_code == 200
    answer = clerk.does("close", first, reason="经核，符合完成标准。")
    assert "已办结" in answer.content.decode()
    assert matter(first).state == State.CLOSED
    told = list(Event.objects.filter(chain=f"matter:{first}").order_by("number").values_list("verb", flat=True))
    assert told == (
        "prepare lay approve issue acknowledge update request_closing send_back request_closing close".split()
    )


def test_lead_unit_cannot_close_its_own_matter(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    head = Somebody.named("danwei")
    head.does("acknowledge", one)
    head.does("request-closing", one, result="文件已印发。")
    answer = head.does("close", one, reason="经核，符合完成标准。")
    assert answer.status_code == 409
    assert "承办单位不能给自己的事项办结" in answer.content.decode()
    assert "承办单位不能给自己的事项办结" in head.sees(f"/matters/{one}/")
    assert matter(one).state == State.CLOSING_REQUESTED


def test_a_bottleneck_is_closed_by_whoever_raised_it(now: Cast) -> None:
    raiser = now.unit("县发改局")
    one = prepared(now, document(now), kind=Kind.BOTTLENECK, confirmer_organization_id=raiser)
    issued(now, one)
    head = Somebody.named("danwei")
    head.does("acknowledge", one)
    head.does("request-closing", one, result="贷款已到位。")
    refused = Somebody.named("jingban").does("close", one, reason="经核。")
    assert refused.status_code == 409
    assert "销号" in refused.content.decode()
    answer = Somebody.named("xianfagai").does("close", one, reason="经核，贷款到位。")
    assert "已销号" in answer.content.decode()


def test_a_closed_matter_cannot_be_acted_on_again(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    head, clerk = Somebody.named("danwei"), Somebody.named("jingban")
    head.does("acknowledge", one)
    head.does("request-closing", one, result="文件已印发。")
    clerk.does("close", one, reason="经核，符合完成标准。")
    events = Event.objects.count()
    for who, step in ((head, "update"), (head, "request-closing"), (clerk, "close"), (clerk, "send-back")):
        answer = who.does(step, one, progress="再报一次", result="再报一次", reason="再办一次")
        assert answer.status_code == 409, step
        assert "该事项已办结" in answer.content.decode()
    assert Event.objects.count() == events
    assert "填报进展" not in head.sees(f"/matters/{one}/").split("办理过程")[0]


def test_double_submit_makes_one_update(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    unit.does("acknowledge", one)
    for _ in range(2):
        assert unit.does("update", one, progress="勘界完成。").status_code == 200
    for _ in range(2):
        assert unit.does("update", one, no_change="1").status_code == 200
    assert Update.objects.filter(matter_id=one).count() == 2


def test_no_change_repeats_what_was_last_reported(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    unit.does("acknowledge", one)
    unit.does("update", one, progress="勘界完成。", problems="指标缺41亩。")
    unit.does("update", one, no_change="1")
    ledger = unit.sees("/ledger/")
    assert "勘界完成。" in ledger
    assert "指标缺41亩。" in ledger
    assert "（无变化）" in ledger


def test_an_empty_update_is_refused_with_what_to_do(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    unit.does("acknowledge", one)
    answer = unit.does("update", one, progress="  ")
    assert answer.status_code == 409
    assert "无变化" in answer.content.decode()
    assert not Update.objects.exists()


def test_an_attachment_is_downloaded_never_shown(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    unit.does("acknowledge", one)
    page = SimpleUploadedFile("说明.html", "<script>alert(1)</script>说明".encode(), "text/html")
    unit.does("update", one, progress="见附件。", files=page)
    kept = Attachment.objects.get()
    answer = unit.client.get(f"/matters/files/{kept.pk}/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer.content.decode().startswith("<script>")
    assert Somebody.named("zhaoshang").client.get(f"/matters/files/{kept.pk}/").status_code == 403


def test_a_secret_attachment_is_refused_and_nothing_is_kept(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    unit.does("acknowledge", one)
    secret = SimpleUploadedFile("附件.txt", "机密★1年\n情况说明".encode(), "text/plain")
    answer = unit.does("update", one, progress="见附件。", files=secret)
    assert answer.status_code == 409
    assert "密级" in answer.content.decode()
    assert not Attachment.objects.exists()
    assert not Update.objects.exists()


def test_the_page_says_who_acts_when_it_is_not_you(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    page = Somebody.named("jingban").sees(f"/matters/{one}/")
    assert "现在该<strong>市发改委</strong>签收" in page
    assert "“签收”由市发改委负责人或联络员办理。" in page
    assert "disabled" in page


def test_the_page_shows_the_sentence_inside_its_paragraph(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    page = Somebody.named("jingban").sees(f"/matters/{one}/")
    assert "不放松。<mark>市发改委要研究制定支持示范县的政策措施，市财政局做好配合。</mark>要坚持依法依规。" in page
    assert "/documents/" in page
    own = Somebody.named("lianluo").sees(f"/matters/{one}/")
    assert "<mark>" in own
    assert "/documents/" not in own


def test_why_a_matter_is_red_is_said_in_one_sentence(now: Cast) -> None:
    from datetime import timedelta

    one = prepared(now, document(now))
    issued(now, one)
    today = now.clerk.today
    Matter.objects.filter(pk=one).update(due_on=today - timedelta(days=7), red_on=today - timedelta(days=6))
    page = Somebody.named("lingdao").sees(f"/matters/{one}/")
    assert "没有办结，自" in page
    assert "起亮红灯，逾期" in page
    assert "该单位还没有反馈过进展。现在由市发改委签收。" in page
    Somebody.named("lianluo").does("acknowledge", one)
    Somebody.named("lianluo").does("update", one, progress="初稿已成", problems="资金口径不一。")
    assert "反馈的问题：资金口径不一。现在由市发改委填报进展。" in Somebody.named("lingdao").sees(f"/matters/{one}/")


def test_a_unit_without_part_in_a_matter_may_not_open_it(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    assert Somebody.named("zhaoshang").client.get(f"/matters/{one}/").status_code == 403
    assert Somebody.named("peihe").client.get(f"/matters/{one}/").status_code == 200
    assert Somebody.named("jingban").client.get("/matters/999999/").status_code == 404


def test_what_the_signer_said_inside_the_office_is_not_shown_to_units(now: Cast) -> None:
    one = prepared(now, document(now))
    first = sheets.lay(now.clerk, now.programme, [one])
    sheets.sign(now.office_head, first, returned={one: "牵头单位再斟酌。"})
    issued(now, one)
    assert "牵头单位再斟酌。" in Somebody.named("jingban").sees(f"/matters/{one}/")
    own = Somebody.named("lianluo").sees(f"/matters/{one}/")
    assert "牵头单位再斟酌。" not in own
    assert "审签通过" not in own
    assert "交办" in own


def test_panel_fragment_equals_what_the_page_shows(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    clerk = Somebody.named("jingban")
    panel = clerk.sees(f"/matters/{one}/", **{"HX-Request": "true", "HX-Target": "panel-body"})
    whole = clerk.sees(f"/matters/{one}/")
    assert "<html" not in panel
    assert _without_tokens(panel) in _without_tokens(whole)


def _without_tokens(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page).strip()


def test_a_step_answers_with_the_page_as_a_reload_shows_it(now: Cast) -> None:
    one = prepared(now, document(now))
    issued(now, one)
    unit = Somebody.named("lianluo")
    after = unit.does("acknowledge", one).content.decode()
    assert _without_tokens(after) in _without_tokens(unit.sees(f"/matters/{one}/"))
