import json
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from heli.documents.intake.contract import as_contract
from heli.documents.intake.draft import Draft
from heli.documents.intake.read import read
from heli.documents.intake.unreadable import Unreadable
from tests.intake.gloss_machine import glossed
from tests.intake.texts import BREAKDOWN, MINUTES, PROGRESS, REPORT, STORY, TAIWAN

PIECES = (
    "要 须 请 务必 不得 责成 由 牵头 配合 负责 会议强调， 周明远要求， 各部门 县财政局 市直有关部门 一是 二是 1. 一、 "
    "。 ； ， ： \n 、 （ ） “ ” 《 》 6月底前 每月25日前 4月28日 2026年 尽快 抓紧 完成 报送 推进 加强 项目建设 用地难 "
    "招商引资 提高政治站位 县(xiàn) 縣 區(qū) 責任单位：县发改局 责任单位： 主持会议 出席会议 讲话 同志们： 特此通知 "
    "的 是 了 将 对 把 在 和 等 \t 　 ★ 🙂 � <p> ( ) , . ; :"
).split(" ")
office_like = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


def checked(draft: Draft) -> None:
    text = draft.document.text
    for one in draft.directives:
        assert one.text == text[one.span.start : one.span.end] != ""
        due = one.deadline.text if one.deadline else None
        for words in (one.addressee, *one.leads, *one.participants, due):
            assert words is None or words in text
    for earlier, later in pairwise(draft.directives):
        assert earlier.span.start <= later.span.start
    for span in draft.exhortations:
        assert 0 <= span.start < span.end <= len(text)
    for suspect in draft.restoration.suspects:
        assert suspect.text == text[suspect.span.start : suspect.span.end]
    meeting = draft.meeting
    if meeting:
        people = (*meeting.chair, *meeting.speakers, *meeting.attendees)
        for words in (
            meeting.subject,
            *meeting.attendee_groups,
            *(p.name for p in people),
            *(t for p in people for t in p.titles),
        ):
            assert words is None or words in text
    _offsets(draft)


def _offsets(draft: Draft) -> None:
    position = 0
    for run in draft.restoration.offsets:
        assert run.start == position < run.end
        assert 0 <= run.raw_start <= run.raw_end <= len(draft.raw_text)
        position = run.end
    assert position == len(draft.document.text)


def read_or_refused(content: bytes, name: str) -> None:
    try:
        draft = read(content, name)
    except Unreadable as refusal:
        message = refusal.message
    else:
        checked(draft)
        return
    assert message.endswith("。")


@settings(max_examples=150, deadline=None)
@given(office_like)
@example(REPORT)
@example(MINUTES)
@example(BREAKDOWN)
@example(TAIWAN)
@example(glossed(REPORT))
def test_every_fact_is_a_span_of_the_text_and_maps_back(text: str) -> None:
    try:
        draft = read(text.encode(), "来文.txt")
    except Unreadable:
        return
    checked(draft)
    json.dumps(as_contract(draft), ensure_ascii=False)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="县市区委要，。；：（）()\n1一是", max_size=300))
def test_random_text_never_breaks_the_reading(text: str) -> None:
    read_or_refused(text.encode("utf-8", "surrogatepass"), "来文.txt")


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=400)
    | st.binary(max_size=80).map(lambda tail: b"%PDF-1.4" + tail)
    | st.binary(max_size=80).map(lambda tail: b"PK\x03\x04word/" + tail)
)
def test_random_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    read_or_refused(content, "来文")


def test_reading_twice_gives_the_same() -> None:
    for text in (REPORT, MINUTES, BREAKDOWN, PROGRESS, STORY, TAIWAN):
        assert as_contract(read(text.encode(), "a.txt")) == as_contract(read(text.encode(), "a.txt"))


def test_a_damaged_report_is_read_like_the_original() -> None:
    original, damaged = (as_contract(read(text.encode(), "a.txt")) for text in (REPORT, glossed(REPORT)))
    for key in ("meeting", "directives", "exhortations", "warnings"):
        assert damaged[key] == original[key]
    assert damaged["document"]["text"] == original["document"]["text"]
    assert damaged["restoration"]["operations"][0]["kind"] == "gloss"


def test_every_key_of_the_contract_is_there_even_when_nothing_was_found() -> None:
    contract = as_contract(read("普通的一句话。".encode(), "folder/来文.txt"))
    assert set(contract) >= {"document", "restoration", "meeting", "directives", "exhortations", "warnings"}
    assert contract["places"] == []
    assert contract["red_head"] is None
    assert set(contract["document"]) >= {
        "sha256",
        "filename",
        "media_type",
        "kind",
        "title",
        "issuer",
        "issued_on",
        "script",
        "text",
    }
    assert contract["document"]["filename"] == "来文.txt"
    assert contract["meeting"] is None


def test_a_long_text_is_read_in_linear_time() -> None:
    long = REPORT * 200
    assert len(read(long.encode(), "a.txt").directives) > 500


def test_a_line_without_any_mark_does_not_hang() -> None:
    read(("各部门要" + "推进项目建设" * 3000).encode(), "a.txt")
    read(("（" * 3000 + "要" + "）" * 3000).encode(), "a.txt")
    read(("市委常委、" * 3000).encode(), "a.txt")
    read(("由" + "县财政局、" * 2000 + "牵头").encode(), "a.txt")
