import pytest

from heli.documents.intake.secrecy import marking_in_name, marking_in_text
from heli.documents.intake.sniff import check_before_storing
from heli.documents.intake.unreadable import Cause, Unreadable

MARKED = [
    "机密★1年\n示范县人民政府文件",
    "绝密★",
    "秘　密\n关于示范园的通知",
    "机 密 ★ 10 年\t特急",
    "机\n密\n★",
    "密级：秘密",
    "【秘密】会议材料",
    "机密级★3年",
    "保密期限：长期",
    "機密★",
    "会议材料　　机密",
]
ORDINARY = [
    "关于保守国家秘密工作的通知\n各单位要保守国家秘密，防止商业秘密泄露。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "关于加强机密文件管理的通知",
    "秘密花园一期项目要加快建设",
    "第三条 商业秘密",
    "保守秘密，人人有责",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_in_the_head_refuses_the_file(text: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        check_before_storing(text.encode(), "会议纪要.txt")
    assert refusal.value.code is Cause.SECRET
    assert "没有保存" in refusal.value.message


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_about_secrets_are_no_marking(text: str) -> None:
    assert marking_in_text(text) is None


@pytest.mark.parametrize(
    "name", ["机密★方案.docx", "【秘密】纪要.docx", "秘密-会议.txt", "会议纪要(机密).pdf", "绝密.txt"]
)
def test_a_marking_in_the_name_refuses_the_file_unread(name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        check_before_storing("普通内容".encode(), name)
    assert refusal.value.code is Cause.SECRET


@pytest.mark.parametrize("name", ["商业秘密保护通知.docx", "保守国家秘密培训.txt", "秘密花园.txt"])
def test_ordinary_names_are_no_marking(name: str) -> None:
    assert marking_in_name(name) is None


def test_a_marking_far_down_in_the_text_is_no_marking_of_the_file() -> None:
    assert marking_in_text("正文。\n" * 2000 + "机密★") is None
