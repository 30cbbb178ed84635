"""Whether two demands ask for the same, as a table."""

import pytest

from heli.documents.rules.likeness import Likeness, anchors, likeness

SAME, NEAR = Likeness.SAME, Likeness.NEAR

PAIRS = [
    ("要出台支持示范县的政策清单", "出台支持示范县的政策清单", SAME),
    ("6月30日前出台支持示范县的政策清单", "要在12月底前出台支持示范县的政策清单", SAME),
    ("要进一步加快推进园区污水处理厂建设", "推进园区污水处理厂建设", SAME),
    ("牵头设立县域发展资金，支持重点产业", "设立县域发展资金，专门支持重点产业", NEAR),
    ("完成精密铸造园一期用地报批", "抓紧办结精密铸造园一期312亩用地报批手续", NEAR),
    ("对接省级开发银行，落实园区路网专项贷款", "要落实园区路网的专项贷款，与省级开发银行搞好对接", NEAR),
    ("化工路拓宽房屋征收年底前全部签约", "化工路拓宽的房屋征收要全部签约、补偿到位", NEAR),
    ("完成园区用地组卷上报第3项", "完成园区用地组卷上报第9项", None),
    ("选派30名科技特派员到县服务", "选派8名医疗专家到县服务", None),
    ("出台支持示范县的政策清单", "引荐一批战略投资者", None),
    ("抓好落实", "抓好落实", None),
    ("加强组织领导，层层压实责任", "加强招商力量，盯紧重点企业", None),
    ("组织银企对接会，解决企业融资难", "组织用工对接会，解决企业招工难", None),
]


@pytest.mark.parametrize(("one", "other", "grade"), PAIRS)
def test_two_demands_are_as_like_as_a_clerk_would_say(one: str, other: str, grade: Likeness | None) -> None:
    assert likeness(one, other) is grade
    assert likeness(other, one) is grade


def test_a_demand_is_looked_up_by_what_is_rarest_in_its_own_document() -> None:
    texts = {1: "由市财政局牵头报送用地情况", 2: "由市财政局牵头报送融资情况", 3: "由市财政局牵头报送用工情况"}
    assert set(anchors(texts, [2])[2][:3]) == {"融资", "送融", "资情"}
