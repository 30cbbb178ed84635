"""拟办单 through the screens: what is missing is said, completed in place, laid, signed once, issued."""

from datetime import timedelta

from heli.matters.models import Matter, Sheet
from heli.matters.rules.lifecycle import State
from tests.cast import Cast
from tests.web.life import Somebody, document, matter, now, prepared

__all__ = ["now"]


def test_a_row_without_a_lead_is_marked_and_completed_in_place(now: Cast) -> None:
    one = prepared(now, document(now), lead_organization_id=None, participant_ids=(), completion_standard="")
    clerk = Somebody.named("jingban")
    page = clerk.sees("/sheets/new/")
    assert "待补：牵头单位" in page
    assert "待补：完成标准" in page
    assert "1 项有待补充" in page
    refused = clerk.client.post("/sheets/lay/", {"matter": [one]}, headers={"HX-Request": "true"})
    assert refused.status_code == 409
    assert "研究制定支持示范县的政策措施" in refused.content.decode()
    assert "还没有牵头单位" in refused.content.decode()
    form = clerk.sees(f"/sheets/rows/{one}/?edit=1", **{"HX-Request": "true"})
    assert "<html" not in form
    assert "市委金融办" in form
    given = {
        "version": matter(one).version,
        "title": "研究制定政策措施",
        "lead": now.unit("市委金融办"),
        "participants": [now.unit("市财政局")],
        "completion_standard": "政策文件印发",
        "due_on": str(now.clerk.today + timedelta(days=20)),
    }
    row = clerk.client.post(f"/sheets/rows/{one}/", given, headers={"HX-Request": "true"}).content.decode()
    assert "市委金融办" in row
    assert "市财政局" in row
    assert "待补" not in row
    assert clerk.client.post("/sheets/lay/", {"matter": [one]}).status_code == 302
    assert matter(one).state == State.LAID


def test_a_row_that_another_clerk_changed_meanwhile_is_not_overwritten(now: Cast) -> None:
    one = prepared(now, document(now))
    version = matter(one).version
    form = {"title": "甲改的", "lead": now.unit("市发改委"), "completion_standard": "印发", "version": version}
    assert Somebody.named("jingban2").client.post(f"/sheets/rows/{one}/", form).status_code == 302
    second = Somebody.named("jingban").client.post(
        f"/sheets/rows/{one}/", form | {"title": "乙改的"}, headers={"HX-Request": "true"}
    )
    assert second.status_code == 409
    assert "已有新的变化" in second.content.decode()
    assert matter(one).title == "甲改的"


def test_a_due_date_before_today_is_refused_in_words(now: Cast) -> None:
    one = prepared(now, document(now))
    form = {
        "title": "早于今天的",
        "lead": now.unit("市发改委"),
        "completion_standard": "印发",
        "version": matter(one).version,
        "due_on": str(now.clerk.today - timedelta(days=1)),
    }
    answer = Somebody.named("jingban").client.post(f"/sheets/rows/{one}/", form, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "时限早于今天" in answer.content.decode()
    form["due_on"] = "不是日期"
    answer = Somebody.named("jingban").client.post(f"/sheets/rows/{one}/", form, headers={"HX-Request": "true"})
    assert "不是日期" in answer.content.decode()
    assert answer.status_code == 409


def test_a_clerk_cannot_sign_and_a_sheet_is_signed_once(now: Cast) -> None:
    one = prepared(now, document(now))
    clerk, head = Somebody.named("jingban"), Somebody.named("zhuren")
    clerk.client.post("/sheets/lay/", {"matter": [one]})
    sheet = Sheet.objects.get()
    assert "审签通过" not in clerk.sees(f"/sheets/{sheet.pk}/").split("<table")[1]
    refused = clerk.client.post(f"/sheets/{sheet.pk}/sign/", {})
    assert refused.status_code == 409
    assert "分管领导审签" in refused.content.decode()
    assert "审签通过" in head.sees(f"/sheets/{sheet.pk}/")
    assert head.client.post(f"/sheets/{sheet.pk}/sign/", {"opinion": "同意。"}).status_code == 302
    again = Somebody.named("lingdao").client.post(f"/sheets/{sheet.pk}/sign/", {})
    assert again.status_code == 409
    assert "已由周立夏审签" in again.content.decode()


def test_returning_without_a_reason_names_the_matter_and_changes_nothing(now: Cast) -> None:
    one = prepared(now, document(now))
    Somebody.named("jingban").client.post("/sheets/lay/", {"matter": [one]})
    sheet = Sheet.objects.get()
    answer = Somebody.named("zhuren").client.post(f"/sheets/{sheet.pk}/sign/", {"returned": [one]})
    assert answer.status_code == 409
    assert "请写明理由或意见" in answer.content.decode()
    assert "研究制定" in answer.content.decode()
    assert Sheet.objects.get().state == "open"
    assert matter(one).state == State.LAID


def test_a_matter_from_a_news_report_is_issued_only_with_the_signers_reason(now: Cast) -> None:
    source = document(now, basis="news", title="全市县域经济推进会召开")
    first, second = prepared(now, source), prepared(now, source, title="另一件")
    clerk, head = Somebody.named("jingban"), Somebody.named("zhuren")
    for one, reason in ((first, ""), (second, "会议纪要正在印发。")):
        clerk.client.post("/sheets/lay/", {"matter": [one]})
        sheet = Sheet.objects.order_by("-pk")[0]
        assert "待核依据" in head.sees(f"/sheets/{sheet.pk}/")
        head.client.post(f"/sheets/{sheet.pk}/sign/", {"basis_reason": reason})
        clerk.client.post(f"/sheets/{sheet.pk}/issue/")
    assert matter(first).state == State.APPROVED
    assert matter(second).state == State.ISSUED
    answer = clerk.does("issue", first)
    assert answer.status_code == 409
    assert "待核依据" in answer.content.decode()


def test_manners_are_shown_before_issuing_and_papers_after(now: Cast) -> None:
    source = document(now)
    one = prepared(now, source)
    tax = prepared(now, source, title="落实研发费用加计扣除", lead_organization_id=now.unit("市税务局"))
    clerk = Somebody.named("jingban")
    clerk.client.post("/sheets/lay/", {"matter": [one, tax]})
    sheet = Sheet.objects.get()
    Somebody.named("zhuren").client.post(f"/sheets/{sheet.pk}/sign/", {})
    page = clerk.sees(f"/sheets/{sheet.pk}/")
    assert "交办 <strong>1</strong>" in page
    assert "商请 <strong>1</strong>" in page
    clerk.client.post(f"/sheets/{sheet.pk}/issue/")
    assert sorted(Matter.objects.values_list("manner", flat=True)) == ["order", "request"]
    page = clerk.sees(f"/sheets/{sheet.pk}/")
    assert "商请办理单" in page
    assert f"order.docx?sheet={sheet.pk}" in page


def test_units_see_no_sheets(now: Cast) -> None:
    prepared(now, document(now))
    unit = Somebody.named("lianluo")
    assert unit.client.get("/sheets/").status_code == 403
    assert unit.client.get("/sheets/new/").status_code == 403
    assert Somebody.named("shenji").client.get("/sheets/").status_code == 200


def test_a_withdrawn_preparation_opens_its_demand_again(now: Cast) -> None:
    source = document(now)
    one = prepared(now, source)
    clerk = Somebody.named("jingban")
    clerk.client.post(f"/sheets/rows/{one}/withdraw/", headers={"HX-Request": "true"})
    assert matter(one).state == State.WITHDRAWN
    assert source.directives.get().state == "open"
