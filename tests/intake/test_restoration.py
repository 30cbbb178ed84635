from heli.documents.intake.draft import Script
from heli.documents.intake.restore import frame, mojibake, replacement
from heli.documents.intake.restore.script import is_damage, script_of, simplified
from heli.documents.intake.restore.steps import restored
from heli.documents.intake.restore.traced import Traced
from tests.intake.texts import REPORT, TAIWAN


def test_a_text_written_in_traditional_script_keeps_it() -> None:
    text, restoration = restored(TAIWAN)
    assert text == TAIWAN
    assert restoration.operations == ()
    assert script_of(text) is Script.HANT


def test_a_mainland_text_in_traditional_script_is_a_conversion() -> None:
    converted = "縣委、縣政府要求，各部門干部要做好以后的招商引資工作，密切聯系，貫徹落實“十四五”規劃。"
    assert is_damage(Traced.of(converted))
    assert restored(converted)[0].startswith("县委、县政府要求")


def test_simplifying_keeps_the_length_of_any_line() -> None:
    for text in (TAIWAN, REPORT, "乾隆皇帝著書，鹹陽市發佈", "頭髮 發財\n後來 皇后"):
        assert len(simplified(text)) == len(text)


BLIND = (
    "加快推进城东区城东区域经济发展，贯彻全市县域经济发展大会精神。城东区域经济要上台阶，坚持以项目强城东区，"
    "城东区直有关部门参加。城东区委书记讲话。"
)


def test_a_name_where_a_level_word_belongs_is_suspected_and_never_changed() -> None:
    text, restoration = restored(BLIND)
    assert text == BLIND
    found = {(one.text, one.suggestion) for one in restoration.suspects}
    assert ("城东区城东区域经济", "城东区县域经济") in found
    assert ("城东区域经济", "县域经济") in found
    assert ("强城东区", "强县") in found
    assert ("城东区直", "县直") in found
    assert "全市县域经济" in restoration.suspects[0].reason
    assert all(text[one.span.start : one.span.end] == one.text for one in restoration.suspects)


def test_ordinary_names_of_places_are_no_suspects() -> None:
    for text in (
        REPORT,
        "城东区委、城东区政府高度重视，城东区长到会。区域经济协调发展，城东区直属机关参加。",
        "推动示范县县域经济发展，示范县委书记讲话。",
    ):
        assert replacement.suspects(text) == ()


def test_utf8_read_as_latin1_is_read_again() -> None:
    damaged = "会议要求各部门抓紧落实".encode().decode("latin-1")
    assert mojibake.restore(Traced.of(damaged)).text == "会议要求各部门抓紧落实"


def test_accented_words_are_not_mojibake() -> None:
    text = "Café à Paris，résumé，naïve，会议在巴黎召开"
    assert mojibake.restore(Traced.of(text)).text == text


def test_frame_lines_and_bylines_go_and_the_report_stays() -> None:
    damaged = "首页 > 要闻\n发布时间：2026年3月5日 来源：示范\n会议要求，要抓紧整改。（记者 张三）\n责任编辑：王五\n"
    assert restored(damaged)[0].strip() == "会议要求，要抓紧整改。"


def test_parentheses_that_an_author_wrote_at_a_lines_end_stay() -> None:
    text = "各部门要报送台账（含电子版）。\n由县财政局负责（县审计局配合）\n"
    assert frame.restore(Traced.of(text)).text == text


def test_an_advertisement_in_the_slot_of_a_name_is_suspected() -> None:
    text = "8月2日,金沙城中心_欧洲杯足球网-【投注官网平台】项目工作专题会召开。要抓紧落实。"
    clean, restoration = restored(text)
    assert clean == text
    assert [one.text for one in restoration.suspects] == ["金沙城中心_欧洲杯足球网-【投注官网平台】"]
