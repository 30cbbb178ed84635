"""Red head and imprint of official papers, from plain text and from a typeset page."""

from datetime import date

from heli.documents.intake.contract import as_contract
from heli.documents.intake.draft import Named, RedHead
from heli.documents.intake.read import read
from heli.documents.intake.redhead import red_head_of
from heli.documents.intake.split import plain_form
from tests.intake.test_formats_pdf import typeset

NOTICE = """000012
特急
示范市人民政府办公室文件
示政办发〔2026〕12号                签发人：周明远
示范市人民政府办公室关于印发2026年重点工作任务分解的通知
各县区人民政府，市政府各部门、各直属机构：
现将《2026年重点工作任务分解》印发给你们，请认真贯彻执行。
一、县财政局要于6月底前拨付资金。
示范市人民政府办公室
2026年3月5日
抄送：市委各部门，市人大常委会办公室，市政协办公室。
示范市人民政府办公室              2026年3月6日印发
"""
BODY = "现将有关事项通知如下。县财政局要于6月底前拨付资金。"


def head_of(text: str) -> RedHead | None:
    head = red_head_of(text, plain_form(text))
    if head is not None:
        for one in (*head.issuers, *head.signers, head.number, head.urgency, head.recipients, head.copies_to):
            assert one is None or (one.span and one.span.of(text).replace(" ", "") == one.name.replace(" ", ""))
    return head


def names(found: tuple[Named, ...]) -> list[str]:
    return [one.name for one in found]


def name(found: Named | None) -> str | None:
    return found.name if found else None


def test_all_elements_of_head_and_imprint_are_read() -> None:
    head = head_of(NOTICE)
    assert head is not None
    assert names(head.issuers) == ["示范市人民政府办公室"]
    assert name(head.number) == "示政办发〔2026〕12号"
    assert names(head.signers) == ["周明远"]
    assert name(head.urgency) == "特急"
    assert name(head.recipients) == "各县区人民政府，市政府各部门、各直属机构"
    assert name(head.copies_to) == "市委各部门，市人大常委会办公室，市政协办公室"
    assert name(head.printed_by) == "示范市人民政府办公室"
    assert head.printed_on == date(2026, 3, 6)


def test_title_and_day_are_those_between_head_and_imprint() -> None:
    facts = read(NOTICE.encode(), "通知.txt").document
    assert facts.title == "示范市人民政府办公室关于印发2026年重点工作任务分解的通知"
    assert facts.issued_on == date(2026, 3, 5)
    assert facts.issuer == "示范市人民政府办公室"


def test_letters_spread_over_the_line_are_closed() -> None:
    head = head_of(f"示 范 县 人 民 政 府 文 件\n示政发〔2026〕3号\n关于某项工作的通知\n各乡镇人民政府：\n{BODY}")
    assert head is not None
    assert names(head.issuers) == ["示范县人民政府"]


def test_offices_that_issue_together_stand_above_one_mark() -> None:
    above = "示范市财政局\n示范市商务局\n文件\n示财发〔2026〕7号\n签发人：周 某　李明远"
    head = head_of(f"{above}\n关于拨付资金的请示\n市政府：\n{BODY}")
    assert head is not None
    assert names(head.issuers) == ["示范市财政局", "示范市商务局"]
    assert names(head.signers) == ["周某", "李明远"]


def test_minutes_have_their_own_mark_and_number() -> None:
    head = head_of(f"示范县人民政府常务会议纪要\n（第8号）\n示范县人民政府办公室　2026年4月11日\n{BODY}")
    assert head is not None
    assert name(head.number) == "第8号"
    assert names(head.issuers) == ["示范县人民政府"]


def test_a_paper_quoted_in_a_sentence_is_no_head() -> None:
    assert head_of(f"根据《示政办发〔2026〕12号》文件要求，{BODY}") is None
    assert head_of("3月5日，示范市召开推进会。\n周明远强调，要强化政策扶持：\n各部门要抓紧整改。") is None


def test_the_head_of_a_typeset_page_is_read() -> None:
    source = """#align(center)[#text(size: 36pt, fill: red)[示范市人民政府文件]]
示政发〔2026〕9号 #h(1fr) 签发人：周明远
#line(length: 100%, stroke: red)
#align(center)[#text(size: 22pt)[示范市人民政府\\ 关于加快用地报批的通知]]
各县区人民政府：

#set par(first-line-indent: (amount: 2em, all: true), justify: true)
"""
    lines = (
        "示范县要于6月底前完成三百一十二亩用地报批组卷，市自然资源局牵头，市林业局配合，每月25日前报送进展情况。\n\n"
        * 6
    )
    end = "\n\n#set par(first-line-indent: 0pt)\n抄送：市委办公室。\n\n"
    end += "#box(width: 100%)[示范市人民政府办公室 #h(1fr) 2026年3月6日印发]"
    draft = read(typeset(source + lines + end), "a.pdf")
    head = draft.red_head
    assert head is not None
    assert (names(head.issuers), name(head.number), names(head.signers)) == (
        ["示范市人民政府"],
        "示政发〔2026〕9号",
        ["周明远"],
    )
    assert (name(head.recipients), name(head.copies_to)) == ("各县区人民政府", "市委办公室")
    assert (name(head.printed_by), head.printed_on) == ("示范市人民政府办公室", date(2026, 3, 6))
    assert draft.document.title == "示范市人民政府关于加快用地报批的通知"
    contract = as_contract(draft)
    assert contract["red_head"]["number"]["text"] == "示政发〔2026〕9号"
    assert contract["places"][0].keys() == {"start", "end", "page", "box"}
