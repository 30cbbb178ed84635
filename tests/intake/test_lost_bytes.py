import pytest

from heli.documents.intake.restore.lost_bytes import restore
from heli.documents.intake.restore.steps import restored
from heli.documents.intake.restore.traced import Traced


@pytest.mark.parametrize(
    ("damaged", "original"),
    [
        ("發展當(dāng)?shù)亟?jīng)濟，經濟地", "發展當(dāng)地經濟，經濟地"),
        ("以扎實打?qū)嵉墓ぷ魍苿?dòng)發展，實動工作", "以扎實打實的工作推動發展，實動工作"),
        ("這是重要?jiǎng)?wù)，任務", "這是重要務，任務"),
        ("深入調研??h領導", "深入調研。縣領導"),
        ("抓緊整改?,F(xiàn)將有關事項", "抓緊整改。現將有關事項"),
        ("圓滿完成?;顒?dòng)期間，活動", "圓滿完成。活動期間，活動"),
        ("規范化,確?h政府全體會議", "規范化,確保縣政府全體會議"),
        ("位居?xùn)|北首位", "位居東北首位"),
        ("雙橋?qū)懽謽恰⑥r(nóng)業", "雙橋寫字樓、農業"),
        ("任務完成,F(xiàn)將有關情況通報", "任務完成。現將有關情況通報"),
        ("涉及4個省，共7個?。▍^(qū))", "涉及4個省，共7個省（區)"),
    ],
)
def test_shifted_characters_are_put_back(damaged: str, original: str) -> None:
    assert restore(Traced.of(damaged)).text == original


@pytest.mark.parametrize(
    "text", ["这是什么?他问(shì)。", "完成了吗??好的", "Really? (yes) OK?", "问题?,Final(a) 附件", "要抓紧?不要"]
)
def test_real_question_marks_stay(text: str) -> None:
    assert restore(Traced.of(text)).text == text


def test_repair_comes_before_the_glosses_and_maps_back() -> None:
    text, restoration = restored(
        "發(fā)展當(dāng)?shù)亟?jīng)濟(jì)，縣(xiàn)區(qū)會(huì)議(yì)要發(fā)展經(jīng)濟(jì)，各地縣(xiàn)委要落實"
    )
    assert text == "发展当地经济，县区会议要发展经济，各地县委要落实"
    assert {one.kind for one in restoration.operations} == {"bytes", "gloss", "script"}
