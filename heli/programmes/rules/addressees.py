"""A class or a group (市直各部门, 专业工作组) is an addressee, not a lead: whom does it stand for?"""

import re
from enum import StrEnum


class Class(StrEnum):
    PROMOTION = "promotion"
    COORDINATION = "coordination"
    PROFESSIONAL = "professional"
    UPPER_DEPARTMENTS = "upper_departments"
    LOWER_DEPARTMENTS = "lower_departments"
    TOWNS = "towns"


PATTERNS: tuple[tuple[re.Pattern[str], Class], ...] = (
    (re.compile(r"专业(工作)?组|[0-9一二三四五六七八九十]+个.{0,4}工作组"), Class.PROFESSIONAL),
    (re.compile(r"推动(工作)?组"), Class.PROMOTION),
    (re.compile(r"协调(工作)?组"), Class.COORDINATION),
    (re.compile(r"市直|市级(各)?部门|市(各|有关)部门|帮扶(部门|单位)"), Class.UPPER_DEPARTMENTS),
    (re.compile(r"[县区]直|[县区](各|有关)部门|[县区]各级各部门"), Class.LOWER_DEPARTMENTS),
    (re.compile(r"乡镇|镇街|各镇|街道"), Class.TOWNS),
)
GENERAL = re.compile(r"(相关|有关|各|各级各|责任|成员|牵头|参与|配合)(责任)?(部门|单位)")


def classes_of(addressee: str) -> tuple[Class, ...]:
    """The classes that a phrase names, in the order of the table; general phrases (相关部门) mean all departments."""
    found = tuple(name for pattern, name in PATTERNS if pattern.search(addressee))
    if not found and GENERAL.search(addressee):
        return (Class.UPPER_DEPARTMENTS, Class.LOWER_DEPARTMENTS)
    return found


def is_class(addressee: str) -> bool:
    return bool(classes_of(addressee))
