"""OFD files, built as the standard describes them."""

import io
import zipfile

import pytest

from heli.documents.intake.sniff import extract
from heli.documents.intake.unreadable import Cause, Unreadable

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text_object(words: str, x: float, y: float, size: float = 5.64, codes: str = "") -> str:
    steps = f"g {len(words) - 1} {size}"
    code = codes or f'<ofd:TextCode X="0" Y="{0.85 * size}" DeltaX="{steps}">{words}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 160 {size}" Size="{size}">{code}</ofd:TextObject>'


def built(*pages: str, template: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {SPACE}><ofd:CommonData>"
            "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f'<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        package.writestr("Doc_0/Tpls/Tpl_0/Content.xml", f"<ofd:Page {SPACE}>{template}</ofd:Page>")
        used = '<ofd:Template TemplateID="9"/>' if template else ""
        for number, page in enumerate(pages):
            package.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {SPACE}>{used}<ofd:Content><ofd:Layer>{page}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return buffer.getvalue()


def test_the_words_of_an_ofd_are_read_with_page_and_box() -> None:
    long = "各县区要强化政策扶持，理顺审批管理体制，努力破解用地难融"
    page = (
        text_object("关于任务分解的通知", 70, 40, 8) + text_object(long, 28, 60) + text_object("资难、搬迁难。", 28, 70)
    )
    extracted = extract(built(page, text_object("第二页的要求。", 28, 40)), "来文.ofd")
    assert extracted.text.split("\n") == ["关于任务分解的通知", long + "资难、搬迁难。", "第二页的要求。"]
    assert [place.page for place in extracted.places] == [1, 1, 1, 2]
    first = extracted.places[0].box
    assert first is not None
    assert 0.33 < first[0] < 0.34
    assert 0.13 < first[1] < 0.14


def test_letters_drawn_one_by_one_become_words_again() -> None:
    page = "".join(text_object(letter, 28 + 5.64 * n, 60) for n, letter in enumerate("县财政局要拨付资金。"))
    assert extract(built(page), "a.ofd").text == "县财政局要拨付资金。"


def test_several_codes_of_one_object_and_a_template_are_read() -> None:
    codes = '<ofd:TextCode X="0" Y="5">示推办〔2026〕12号</ofd:TextCode>'
    codes += '<ofd:TextCode X="110" Y="5">签发人：周某</ofd:TextCode>'
    page = text_object("", 28, 60, codes=codes)
    extracted = extract(built(page, template=text_object("示范市人民政府文件", 60, 30, 12)), "a.ofd")
    assert extracted.text == "示范市人民政府文件\n示推办〔2026〕12号\t签发人：周某"


def test_an_ofd_of_pictures_alone_is_refused_with_what_to_do() -> None:
    with pytest.raises(Unreadable) as refusal:
        extract(built("<ofd:ImageObject/>"), "a.ofd")
    assert refusal.value.code is Cause.UNSUPPORTED


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_an_ofd_cut_short_is_refused(part: float) -> None:
    whole = built(text_object("要求。", 28, 60))
    with pytest.raises(Unreadable) as refusal:
        extract(whole[: int(len(whole) * part)], "a.ofd")
    assert refusal.value.code is Cause.DAMAGED
