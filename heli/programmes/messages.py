"""Refusals of this part in words."""

REFUSALS: dict[str, str] = {
    "administrators_only": "这一步由系统管理员办理。",
    "no_programme_name": "请填写专项工作的名称。",
    "no_group_name": "请填写工作组的名称。",
    "lower_not_below": "承办地区须在统筹地区之下。请重新选择。",
    "acting_elsewhere": "推动办以哪一级名义办理，须是统筹地区或承办地区。",
    "ends_before_it_begins": "结束日期不能早于开始日期。",
    "already_member": "{name}已在“{group}”，未重复登记。",
    "person_or_organization": "请选择一个人员或一个单位。",
}
