from datetime import date

from heli.documents.intake.draft import MeetingFacts
from heli.documents.intake.read import read
from tests.intake.texts import BREAKDOWN, INSPECTION, MINUTES, REPORT, TAIWAN


def meeting(text: str, reference: date | None = None) -> MeetingFacts:
    found = read(text.encode(), "来文.txt", reference_date=reference).meeting
    assert found is not None
    return found


def test_a_report_says_who_chaired_who_spoke_and_who_was_there() -> None:
    facts = meeting(REPORT)
    assert facts.subject == "示范市突破县域经济推进会"
    assert [(one.name, one.titles) for one in facts.chair] == [("李向阳", ("示范县委副书记", "县长"))]
    assert facts.speakers[0].name == "周明远"
    assert facts.speakers[0].titles == ("市委常委", "示范县委书记")
    assert [one.name for one in facts.attendees] == ["周明远", "李向阳", "赵丽华"]
    assert facts.attendee_groups == ("市推动组成员单位负责人", "市直有关部门负责人")


def test_no_year_is_invented_for_the_meeting() -> None:
    held = meeting(REPORT).held_on
    assert held is not None
    assert (held.text, held.date) == ("3月5日", None)
    given = meeting(REPORT, reference=date(2026, 3, 6)).held_on
    assert given is not None
    assert given.date == date(2026, 3, 5)


def test_who_calls_a_meeting_together_chairs_it() -> None:
    (chair,) = meeting(MINUTES).chair
    assert (chair.name, chair.titles) == ("周明远", ("县长",))


def test_attending_and_speaking_is_not_chairing() -> None:
    facts = meeting("3月5日，示范市招商引资推进会召开。市长周明远出席会议并讲话。")
    assert facts.chair == ()
    assert facts.speakers[0].name == "周明远"
    assert facts.attendees[0].titles == ("市长",)


def test_reporters_are_not_attendees() -> None:
    facts = meeting("本报讯（记者 张三）3月5日，示范县召开调度会。县长李向阳参加会议。（通讯员 王五）")
    assert [one.name for one in facts.attendees] == ["李向阳"]


def test_a_notice_has_no_meeting() -> None:
    assert read(BREAKDOWN.encode(), "a.txt").meeting is None


def test_minutes_without_a_sentence_about_it_take_the_meeting_from_their_title() -> None:
    facts = meeting(TAIWAN)
    assert facts.subject == "示範市政府第101次市政會議"
    assert facts.held_on is not None
    assert facts.held_on.date == date(2021, 3, 9)
    assert facts.chair[0].name == "林市長示範"


def test_titles_names_and_groups_of_a_list_are_told_apart() -> None:
    facts = meeting(INSPECTION)
    assert [(one.name, one.titles) for one in facts.attendees] == [("李向阳", ("县长",)), ("赵丽华", ("副县长",))]
    assert facts.attendee_groups == ("县政府办、县发改局主要负责同志",)
