from heli.documents.intake.restore import glosses
from heli.documents.intake.restore.steps import restored
from heli.documents.intake.restore.traced import Traced
from tests.intake.gloss_machine import glossed
from tests.intake.texts import MINUTES, REPORT


def undone(text: str) -> str:
    return glosses.restore(Traced.of(text)).text


def test_glosses_and_conversion_are_undone_exactly() -> None:
    for original in (REPORT, MINUTES):
        damaged = glossed(original)
        text, restoration = restored(damaged)
        assert text == original
        assert sum(one.kind == "gloss" for one in restoration.operations) == damaged.count("(") - original.count("(")


def test_innermost_parentheses_go_first_so_that_real_ones_stay() -> None:
    damaged = glossed("各县（市、区）长会议，各县（市、区）长要对县域经济发展负责")
    assert "各縣（市、區）長會議" in undone(damaged)


def test_a_reading_that_is_wrong_here_is_still_a_gloss() -> None:
    damaged = glossed("经济增长，会议开时，对门进区").replace("長(zhǎng)", "長(cháng)")
    assert "(" not in undone(damaged)


def test_a_single_pronunciation_help_is_kept() -> None:
    text = "亳(bó)州市的招商工作要抓紧，亳州的同志要主动汇报。"
    assert undone(text) == text


def test_a_character_that_is_glossed_only_sometimes_is_kept() -> None:
    text = glossed("经济发展会议对门业进") + "。亳(bó)州和亳州、亳州、亳州"
    assert undone(text).endswith("亳(bó)州和亳州、亳州、亳州")


def test_latin_words_in_parentheses_are_kept() -> None:
    text = glossed("经济发展会议对门业进") + "容量单位(TB)，光传送网(OTN)，附件(a)，长大(zhǎng dà)"
    assert undone(text).endswith("容量单位(TB)，光传送网(OTN)，附件(a)，长大(zhǎng dà)")


def test_a_gloss_cut_off_at_the_end_goes_too() -> None:
    damaged = glossed("经济发展会议对门业进，加强区域开发") + "经(jī"
    assert undone(damaged).endswith("开發经") or undone(damaged).endswith("開發经")


def test_a_clean_text_is_not_touched() -> None:
    for original in (REPORT, MINUTES):
        text, restoration = restored(original)
        assert text == original
        assert restoration.operations == ()
        assert [(run.start, run.end, run.raw_start, run.raw_end) for run in restoration.offsets] == [
            (0, len(original), 0, len(original))
        ]
