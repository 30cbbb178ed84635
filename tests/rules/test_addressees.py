"""Whom a class or group addressee stands for."""

import pytest

from heli.programmes.rules.addressees import Class, classes_of, is_class

C = Class


@pytest.mark.parametrize(
    ("written", "classes"),
    [
        ("市直各部门", [C.UPPER_DEPARTMENTS]),
        ("市直有关单位", [C.UPPER_DEPARTMENTS]),
        ("市级各部门", [C.UPPER_DEPARTMENTS]),
        ("市有关部门", [C.UPPER_DEPARTMENTS]),
        ("帮扶单位", [C.UPPER_DEPARTMENTS]),
        ("县直各部门", [C.LOWER_DEPARTMENTS]),
        ("区有关部门", [C.LOWER_DEPARTMENTS]),
        ("县各级各部门", [C.LOWER_DEPARTMENTS]),
        ("各乡镇", [C.TOWNS]),
        ("各镇街", [C.TOWNS]),
        ("各街道办事处", [C.TOWNS]),
        ("各专业工作组", [C.PROFESSIONAL]),
        ("六个专业组", [C.PROFESSIONAL]),
        ("6个工作组", [C.PROFESSIONAL]),
        ("推动组参与单位和市直部门单位", [C.PROMOTION, C.UPPER_DEPARTMENTS]),
        ("牵头部门和推动组负责人", [C.PROMOTION]),
        ("协调工作组成员单位", [C.COORDINATION]),
        ("各乡镇、县直各部门", [C.LOWER_DEPARTMENTS, C.TOWNS]),
        ("相关部门", [C.UPPER_DEPARTMENTS, C.LOWER_DEPARTMENTS]),
        ("有关单位", [C.UPPER_DEPARTMENTS, C.LOWER_DEPARTMENTS]),
        ("各责任单位", [C.UPPER_DEPARTMENTS, C.LOWER_DEPARTMENTS]),
        ("牵头单位", [C.UPPER_DEPARTMENTS, C.LOWER_DEPARTMENTS]),
    ],
)
def test_a_class_is_known_by_how_papers_write_it(written: str, classes: list[Class]) -> None:
    assert list(classes_of(written)) == classes
    assert is_class(written)


@pytest.mark.parametrize("written", ["", "市发改委", "县财政局", "示范农商行", "大家", "同志们"])
def test_a_unit_or_nobody_in_particular_is_no_class(written: str) -> None:
    assert not is_class(written)
