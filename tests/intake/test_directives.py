from datetime import date

import pytest

from heli.documents.intake.draft import Category, DeadlineKind, Directive, DocumentKind, Draft
from heli.documents.intake.read import read
from tests.intake.texts import BREAKDOWN, INSPECTION, MINUTES, PROGRESS, REPORT, STORY, TABLE, TAIWAN


def draft(text: str, name: str = "来文.txt", reference: date | None = None) -> Draft:
    return read(text.encode(), name, reference_date=reference)


def said(body: str) -> tuple[Directive, ...]:
    """The demands of a sentence in a report's usual frame."""
    return draft(f"示范县召开工作推进会\n3月5日,县长李向阳在会议上要求,{body}\n").directives


def test_a_report_yields_its_demands_and_nothing_of_the_past() -> None:
    found = draft(REPORT).directives
    assert [one.text for one in found] == [
        "要强化政策扶持,给予示范县一定的倾斜",
        "进一步理顺审批管理体制",
        "要努力破解用地难、融资难、搬迁难,强化瓶颈突破",
        "要于6月底前推荐一批招商线索",
        "引荐一批战略投资者",
        "每月25日前向市推动办报送进展情况",
    ]


def test_each_demand_carries_who_speaks_and_who_is_addressed() -> None:
    found = draft(REPORT).directives
    assert {one.speaker for one in found} == {"周明远"}
    assert [one.addressee for one in found] == [*["市直各部门"] * 3, *["县投资促进中心"] * 2, "各专业工作组"]
    assert [one.addressee_inherited for one in found] == [False, True, True, False, True, True]
    assert found[3].leads == ("县投资促进中心",)
    assert found[0].leads == ()


def test_several_bottlenecks_under_one_verb_are_one_demand() -> None:
    found = draft(REPORT).directives[2]
    assert found.category is Category.BOTTLENECK
    assert found.subtypes == ("land", "finance", "relocation")


def test_calls_to_mindset_are_set_apart_with_their_place() -> None:
    read_draft = draft(REPORT)
    calls = [one.of(read_draft.document.text) for one in read_draft.exhortations]
    assert "要坚定信心、奋发进取,切实增强责任感和紧迫感" in calls
    assert "要珍惜机会" in calls


def test_a_heading_that_is_explained_is_no_demand_but_gives_the_category() -> None:
    read_draft = draft(REPORT)
    assert all(one.text != "要强化招商引资" for one in read_draft.directives)
    assert read_draft.directives[3].category is Category.INVESTMENT


def test_deadlines_of_a_text_without_a_year_have_no_date_unless_a_reference_is_given() -> None:
    without = draft(REPORT).directives[3].deadline
    assert without is not None
    assert (without.text, without.date) == ("6月底前", None)
    given = draft(REPORT, reference=date(2026, 3, 6)).directives[3].deadline
    assert given is not None
    assert given.date == date(2026, 6, 30)


def test_minutes_name_who_leads_who_helps_and_who_is_asked() -> None:
    found = draft(MINUTES).directives
    by_text = {one.text[:8]: one for one in found}
    led = by_text["由县自然资源和规"]
    assert (led.leads, led.participants) == (("县自然资源和规划局",), ("城关镇", "县林业局"))
    assert led.subtypes == ("land",)
    assert led.deadline is not None
    assert led.deadline.date == date(2026, 4, 30)
    bank = by_text["要会同县财政局、"]
    assert (bank.leads, bank.participants) == (("县金融办",), ("县财政局", "示范农商行"))
    assert bank.deadline is not None
    assert bank.deadline.kind is DeadlineKind.WORKING_DAYS
    assert by_text["责成县司法局对担"].leads == ("县司法局",)
    assert by_text["请县税务局提供企"].leads == ("县税务局",)


def test_labels_below_a_task_belong_to_it() -> None:
    found = draft(BREAKDOWN).directives
    assert [one.leads for one in found] == [
        ("市行政审批服务局",),
        ("市商务局", "市投资促进中心"),
        ("城关镇", "县征收中心"),
    ]
    assert found[0].participants == ("市司法局", "市委编办")
    assert found[2].deadline is not None
    assert found[2].deadline.date == date(2026, 12, 31)


def test_please_execute_carefully_is_a_formula() -> None:
    assert all("请认真贯彻执行" not in one.text for one in draft(BREAKDOWN).directives)


def test_a_progress_report_demands_nothing() -> None:
    assert draft(PROGRESS).directives == ()


def test_a_story_about_officials_demands_nothing() -> None:
    read_draft = draft(STORY)
    assert read_draft.directives == ()
    assert read_draft.meeting is None


def test_minutes_of_taiwan_are_read_in_their_own_script() -> None:
    read_draft = draft(TAIWAN)
    found = read_draft.directives
    assert [one.text[:6] for one in found] == ["請都市發展局", "請工務局會同"]
    assert [one.leads for one in found] == [("都市發展局",), ("工務局",)]
    assert found[1].participants == ("警察局",)


@pytest.mark.parametrize(
    "sentence",
    [
        "项目建设的主要任务已经完成,重要节点全部通过。",
        "下一步将对各部门落实情况进行督查。",
        "只要各部门共同努力,就一定能够成功。",
        "不仅要看成绩,更要看不足。",
    ],
)
def test_words_that_only_look_like_demands_are_none(sentence: str) -> None:
    assert said(sentence) == ()


def test_the_subject_that_can_act_stays_outside_a_matter_put_first_stays_inside() -> None:
    (agent,) = said("县财政局要足额保障报批费用。")
    assert agent.text == "要足额保障报批费用"
    (matter,) = said("“十大工程”要全面推进。")
    assert matter.text == "“十大工程”要全面推进"
    (about,) = said("对排查出的隐患,要逐一建档整改。")
    assert about.text == "对排查出的隐患,要逐一建档整改"


def test_one_sentence_splits_where_tasks_can_be_reported_apart() -> None:
    found = said("县发改局要完善产业规划和工作方案,每周汇报项目进展情况;县商务局要引进一批企业。")
    assert [one.text for one in found][-1] == "要引进一批企业"
    assert found[-1].leads == ("县商务局",)


def test_known_names_make_a_unit_of_any_word() -> None:
    text = "3月5日,县长李向阳在会议上要求,恒达要尽快补齐手续。\n示范县有关部门参加会议。"
    plain = read(text.encode(), "a.txt").directives[0]
    known = read(text.encode(), "a.txt", names=["恒达"]).directives[0]
    assert plain.addressee is None
    assert known.addressee == "恒达"
    assert known.leads == ("恒达",)


def test_proposals_must_lie_in_the_text_and_never_overlap_or_look_certain() -> None:
    proposals = [(0, 5), (-3, 4), (10, 10_000), (300, 310)]
    found = read(REPORT.encode(), "a.txt", propose=lambda _text, _found: proposals).directives
    mine = [one for one in found if (one.span.start, one.span.end) in proposals]
    assert [one.text for one in mine] == [REPORT[0:5]] or len(mine) == 2
    assert all(one.certainty < 0.5 for one in mine)


def test_kinds_of_documents_are_told_apart() -> None:
    kinds = [draft(text).document.kind for text in (REPORT, MINUTES, BREAKDOWN, PROGRESS)]
    assert kinds == [
        DocumentKind.MEETING_REPORT,
        DocumentKind.MINUTES,
        DocumentKind.TASK_BREAKDOWN,
        DocumentKind.PROGRESS_REPORT,
    ]


def test_a_table_of_tasks_is_read_by_the_heads_of_its_columns() -> None:
    found = draft(TABLE).directives
    assert [one.text for one in found] == ["编制产业发展规划", "引进亿元以上项目5个", "化工路房屋征收扫尾"]
    assert [one.leads for one in found] == [("县发改局",), ("县商务局",), ("县商务局",)]
    assert found[2].participants == ("县征收中心", "县信访局")
    assert [one.deadline.date if one.deadline else None for one in found] == [
        date(2026, 6, 30),
        date(2026, 12, 31),
        None,
    ]


def test_numbered_demands_and_deadlines_stay_with_their_own_subject() -> None:
    found = {one.addressee: one for one in draft(INSPECTION).directives if not one.addressee_inherited}
    assert found["各级各有关部门"].text == "一要提升服务水平,主动上门帮助企业办理手续"
    assert found["参建各方"].text == "务必紧盯年度目标,科学组织施工"
    weekly, followed = found["县住建局"], found["县督查室"]
    assert weekly.deadline is not None
    assert weekly.deadline.kind is DeadlineKind.RECURRING
    assert followed.deadline is None


@pytest.mark.parametrize(
    "text",
    [
        "红烧肉的做法\n首先要把五花肉切块，锅里要放少许油，必须用小火慢慢炒。大家要注意火候。",
        "第三课 汉字\n妈(mā) 麻(má) 马(mǎ)\n请跟我读，同学们要注意声调。老师说，你们要多练习。",
        "The meeting was held on April 28. All departments must report progress by June 30.",
        "会议议程\n一、县发改局汇报项目建设情况\n二、县财政局汇报资金筹措情况",
    ],
)
def test_texts_that_order_nothing_yield_nothing(text: str) -> None:
    assert draft(text).directives == ()


def test_a_pasted_sentence_that_names_whom_it_tells_needs_no_frame() -> None:
    (asked,) = draft("请县财政局于6月底前拨付资金300万元。").directives
    assert asked.leads == ("县财政局",)
    first, second = draft("县财政局要在6月底前拨付资金300万元，县住建局负责项目建设，每月底报送进度。").directives
    assert (first.leads, second.leads) == (("县财政局",), ("县住建局",))
    assert second.deadline is not None
    assert second.deadline.kind is DeadlineKind.RECURRING
