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


def test_characters_that_both_scripts_share_are_glosses_as_well() -> None:
    damaged = "新(xīn)区工(gōng)作(zuò)会议要求，能(néng)用(yòng)新(xīn)办法，工(gōng)作(zuò)要中(zhōng)用(yòng)。"
    assert undone(damaged) == "新区工作会议要求，能用新办法，工作要中用。"


def test_two_glosses_of_a_plain_character_that_is_never_left_out_come_from_a_machine() -> None:
    assert undone("科学施工(gōng)，严禁带病施工(gōng)。") == "科学施工，严禁带病施工。"


def test_one_gloss_on_a_common_converted_character_comes_from_a_machine() -> None:
    assert undone("市委書記主持會議並講話(huà)。") == "市委書記主持會議並講話。"


def test_a_help_with_a_rare_character_is_an_authors() -> None:
    for text in ("请鳜(guì)鱼养殖户参加。", "亳(bó)州、盱(xū)眙两地要对接。", "孩子长(zhǎng)大了，长(cháng)江很长。"):
        assert undone(text) == text


def test_glosses_inside_names_and_real_parentheses_go_alone() -> None:
    damaged = "各縣(xiàn)（市、區(qū)）要發(fā)展。（通訊員 李國強(qiáng) 王發(fā)）縣(xiàn)區(qū)會(huì)議"
    assert undone(damaged) == "各縣（市、區）要發展。（通訊員 李國強 王發）縣區會議"


def test_light_syllables_go_on_a_page_full_of_glosses() -> None:
    assert undone(glossed("经济发展会议对门业进") + "什麼(me)，為什麼(me)").endswith("什麼，為什麼")


def test_a_hong_kong_text_loses_its_glosses_and_keeps_its_script() -> None:
    damaged = "區(qū)議會(huì)請運輸署跟進(jìn)，民政事務處會(huì)跟進(jìn)區(qū)內工程，運輸署會(huì)派員出席。"
    assert restored(damaged)[0] == "區議會請運輸署跟進，民政事務處會跟進區內工程，運輸署會派員出席。"
