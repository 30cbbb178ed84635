"""Refusals of this part in words."""

REFUSALS: dict[str, str] = {
    "directory_office_only": "通讯录由推动办和管理员维护。如有更正，请告知推动办。",
    "administrators_only": "这一步由系统管理员办理。",
    "organization_exists": "通讯录中已有“{name}”，未重复新建。",
    "alias_exists": "“{name}”已经登记过。",
    "no_name": "请填写名称。",
    "login_taken": "登录名“{login}”已被使用，请换一个。",
}
