import pytest

from heli.documents.intake.restore.doubts import notices
from heli.documents.intake.restore.lost_marks import readings_of
from heli.documents.intake.restore.steps import restored
from heli.documents.intake.unreadable import Cause, Unreadable
from tests.intake.texts import BREAKDOWN, INSPECTION, MINUTES, PROGRESS, REPORT, TAIWAN


@pytest.mark.parametrize(
    ("digits", "readings"),
    [
        ("615", ((6, 15),)),
        ("1215", ((12, 15),)),
        ("1031", ((10, 31),)),
        ("112", ((1, 12), (11, 2))),
        ("111", ((1, 11), (11, 1))),
        ("365", ()),
        ("100", ()),
    ],
)
def test_the_calendar_says_what_digits_can_mean(digits: str, readings: tuple[tuple[int, int], ...]) -> None:
    assert readings_of(digits) == readings


@pytest.mark.parametrize(
    ("text", "damaged", "suggestion"),
    [
        ("请于615日前报送。", "615日", "6月15日"),
        ("请于112日前报送。", "112日", None),
        ("全年总结请于112日前报送。", "112日", "1月12日"),
        ("于202310月份完成。", "202310月", "2023年10月"),
        ("2021915日印发。", "2021915日", "2021年9月15日"),
        ("示政发〔201746 各单位：", "〔201746", "〔2017〕46号"),
        ("{ 2017 6 23 }印发", "{ 2017 6 23 }", "2017年6月23日"),
        ("完成投资的75%124个项目开工。", "75%124", "75%、124"),
    ],
)
def test_lost_marks_are_suspects_with_a_proposal_and_the_text_stays(
    text: str, damaged: str, suggestion: str | None
) -> None:
    clean, restoration = restored(text)
    assert clean == text
    assert [(one.text, one.suggestion) for one in restoration.suspects] == [(damaged, suggestion)]


def test_words_of_taiwan_are_suspects_on_a_page_of_the_mainland_only() -> None:
    words = "要推进网际网路建设，最佳化入口网站，完善程式。"
    mainland = "县委书记强调，市委、市政府高度重视。" + words
    assert {one.suggestion for one in restored(mainland)[1].suspects} == {"互联网", "优化", "门户网站", "程序"}
    assert restored(words)[1].suspects == ()
    assert restored(TAIWAN)[1].suspects == ()


@pytest.mark.parametrize("read_as", ["latin-1", "cp1252"])
def test_wrongly_read_bytes_are_read_again(read_as: str) -> None:
    text = "会议要求各部门抓紧落实工作，县长主持会议并讲话。\n"
    for written in ("utf-8", "gbk"):
        damaged = "".join(_as(read_as, byte) for byte in text.encode(written))
        assert restored(damaged)[0] == text


def _as(encoding: str, byte: int) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def test_utf8_read_as_gbk_is_read_again() -> None:
    text = "会议要求各部门抓紧落实工作"
    damaged = (text + "。").encode().decode("gb18030", errors="ignore")
    if damaged.encode("gb18030") == (text + "。").encode():
        assert restored(damaged)[0] == text + "。"
    assert restored(text)[0] == text


def test_lost_characters_are_refused_with_the_reason() -> None:
    with pytest.raises(Unreadable) as refusal:
        restored("锟斤拷" * 20 + "会议")
    assert refusal.value.code is Cause.DAMAGED
    assert "不能还原" in refusal.value.message


def codes(text: str) -> set[str]:
    return {one.code for one in notices(text)}


def test_reworded_shuffled_translated_and_unmarked_texts_are_recognised() -> None:
    assert codes("各单位要完成重点使命，项目司令部要抓好使命分解，工作会员大会提出要求。") == {"reworded"}
    backwards = "三是抓改。一是抓学。四、抓人。二、抓事。五是抓考。三是抓制。四是抓人。二是抓事。五、抓钱。三、抓物。"
    assert codes(backwards) == {"shuffled"}
    assert codes("The county party committee held a meeting and earnestly demanded results. " * 8) == {"foreign"}
    assert codes("会议提出?三保?目标任务?要求各单位?千方百计?抓好落实?确保完成") == {"lost_punctuation"}


@pytest.mark.parametrize("text", [REPORT, MINUTES, BREAKDOWN, PROGRESS, INSPECTION, TAIWAN])
def test_ordinary_documents_raise_no_doubt(text: str) -> None:
    assert notices(text) == ()
