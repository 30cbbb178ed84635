"""Forms in which offices give orders, one by one; the texts are of a city that doesn't exist."""

import pytest

from heli.documents.intake.draft import Directive
from heli.documents.intake.read import read

NOTICE = "示范县人民政府办公室关于做好重点工作的通知\n各乡镇人民政府，县直各部门：\n现将有关事项通知如下：\n"
BREAKDOWN = "示范县2026年重点任务分解\n"


def told(body: str) -> tuple[Directive, ...]:
    return read(f"示范县召开工作推进会\n3月5日，县长李向阳在会议上要求，{body}\n".encode(), "a.txt").directives


def listed(body: str) -> tuple[Directive, ...]:
    return read(f"{BREAKDOWN}{body}\n".encode(), "a.txt").directives


@pytest.mark.parametrize(
    "body",
    [
        "要不断完善项目推进机制。",
        "要紧盯在建项目抓好工程进度。",
        "要务实高效解决企业用电问题。",
        "要领导带头走访企业。",
    ],
)
def test_a_modal_is_heard_before_words_that_look_like_its_false_friends(body: str) -> None:
    (one,) = told(body)
    assert one.text == body[:-1]


@pytest.mark.parametrize(
    "body", ["项目建设是要素保障的重点。", "落实“疫情要防住”的部署已见成效。", "供应充足，反应良好。"]
)
def test_false_friends_stay_silent(body: str) -> None:
    assert told(body) == ()


@pytest.mark.parametrize(
    "bracket",
    [
        "（牵头单位：县商务局；配合单位：县工信局）",
        "[牵头单位：县商务局；配合单位：县工信局]",
        "（县商务局牵头，县工信局配合）",
    ],
)
def test_brackets_of_every_kind_name_who_leads_and_who_helps(bracket: str) -> None:
    (one,) = listed(f"1.引进亿元项目20个。{bracket}")
    assert (one.leads, one.participants) == (("县商务局",), ("县工信局",))


def test_units_alone_in_a_bracket_lead() -> None:
    (one,) = listed("1.引进亿元项目20个。（县商务局、县工信局）")
    assert one.leads == ("县商务局", "县工信局")


def test_the_first_named_leads_where_the_paper_says_so() -> None:
    (one,) = listed("说明：列第一位者为牵头单位。\n1.引进亿元项目20个。\n责任单位：县商务局、县工信局")
    assert (one.leads, one.participants) == (("县商务局",), ("县工信局",))


def test_a_goal_without_a_verb_or_a_full_stop_is_a_task_when_a_unit_stands_below() -> None:
    first, second = listed("（一）生产总值增长7%以上\n责任单位：县发改局\n（二）工业投资增长12%\n责任单位：县工信局")
    assert (first.leads, second.leads) == (("县发改局",), ("县工信局",))


def test_back_references_mean_the_units_named_before() -> None:
    text = "示范县人民政府专题会议纪要\n会议议定：由县教育局牵头，开展集中整治；"
    text += "县交通局负责增设停靠点12处。以上单位要每周五前报送进展情况。"
    found = read(text.encode(), "a.txt").directives
    assert found[-1].leads == ("县教育局", "县交通局")


def test_what_an_office_announces_of_itself_is_no_demand() -> None:
    assert read(f"{NOTICE}县政府督查室将加强督导检查，定期通报情况。".encode(), "a.txt").directives == ()


def test_a_closing_formula_is_no_demand_though_a_comma_cuts_it() -> None:
    assert read(f"{NOTICE}请结合实际，认真贯彻落实。".encode(), "a.txt").directives == ()


def test_a_hosts_agenda_is_no_demand() -> None:
    text = "全县防火工作会议主持词\n同志们：\n下面，请副县长赵丽华同志宣读工作方案。\n各乡镇要于3月8日前报送落实情况。"
    (one,) = read(text.encode(), "a.txt").directives
    assert one.addressee == "各乡镇"


def test_reported_orders_are_demands() -> None:
    first, second = told("他已指示县教育局一个月内完成评估，并要求县交通局检视校车安排。")
    assert (first.leads, second.leads) == (("县教育局",), ("县交通局",))
