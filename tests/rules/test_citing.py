"""Which papers and meetings a text says it carries out."""

import pytest

from heli.documents.rules.citing import Cited, cited_in, is_cited

PLAN = "根据《示范市突破县域经济实施方案》（示发〔2026〕8号）和《示范市用地保障办法》，制定本分工。"


def test_papers_are_cited_with_their_numbers() -> None:
    assert [(c.title, c.number) for c in cited_in(PLAN)] == [
        ("示范市突破县域经济实施方案", "示发〔2026〕8号"),
        ("示范市用地保障办法", ""),
    ]


def test_a_meeting_is_cited_by_its_name() -> None:
    found = cited_in("为贯彻落实全市县域经济发展推进会议精神，现将任务分解如下。")
    assert [c.meeting for c in found] == ["全市县域经济发展推进会议"]


def test_the_words_are_a_span_of_the_text() -> None:
    assert all(PLAN[c.start : c.end].startswith("根据《") for c in cited_in(PLAN))


def test_a_paper_that_is_only_mentioned_is_not_carried_out() -> None:
    assert cited_in("会上宣读了《示范市表彰决定》。各县作了发言。") == ()


@pytest.mark.parametrize(
    ("cited", "title", "number", "same"),
    [
        (Cited(0, 1, "实施方案甲乙", "示发〔2026〕8号"), "别的标题", "示发[2026]8号", True),
        (Cited(0, 1, "突破县域经济实施方案", "示发〔2026〕8号"), "突破县域经济实施方案", "示发〔2026〕9号", False),
        (Cited(0, 1, "突破县域经济实施方案"), "关于印发《突破县域经济实施方案》的通知", "", True),
        (Cited(0, 1, "突破县域经济实施方案"), "突破县域经济实施方案解读", "", False),
        (Cited(0, 1, meeting="县域经济发展推进会"), "全市县域经济发展推进会召开", "", True),
        (Cited(0, 1, meeting="会议"), "全市县域经济发展推进会议", "", False),
    ],
)
def test_a_document_is_the_cited_one_by_number_else_by_title_or_meeting(
    cited: Cited, title: str, number: str, same: bool
) -> None:
    assert is_cited(cited, title=title, number=number) is same
