"""What a demand is called in the ledger."""

import pytest

from heli.matters.rules.titles import title_of

CASES = [
    ("由市甲局牵头，市乙局配合，6月底前拟定权限清单", "6月底前", "拟定权限清单"),
    ("要在12月13日前向企业开展一次政策辅导", "12月13日前", "向企业开展一次政策辅导"),
    ("要强化政策扶持,给予一定的倾斜", "", "强化政策扶持,给予一定的倾斜"),
    ("要素保障工作每月调度一次", "", "要素保障工作每月调度一次"),
    ("请于3月1日前，报送工作总结", "3月1日前", "报送工作总结"),
    ("务必确保主体封顶", "", "确保主体封顶"),
    ("每月25日前报送进展", "每月25日前", "报送进展"),
    ("要抓好", "", "要抓好"),
]


@pytest.mark.parametrize(("text", "deadline", "title"), CASES)
def test_title_leaves_out_who_and_when(text: str, deadline: str, title: str) -> None:
    assert title_of(text, deadline) == title
