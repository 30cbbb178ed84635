"""Refusals of this part in words."""

REFUSALS: dict[str, str] = {
    "directory_office_only": "通讯录由推动办和管理员维护。如有更正，请告知推动办。",
    "administrators_only": "这一步由系统管理员办理。",
    "organization_exists": "通讯录中已有“{name}”，未重复新建。",
    "alias_exists": "“{name}”已经登记过。",
    "no_name": "请填写名称。",
    "login_taken": "登录名“{login}”已被使用，请换一个。",
    "no_login": "请填写登录名：不含空格，最多 60 个字。",
    "account_needs_person": "请选择这个账号由谁使用。不对应人员的账号只能用于系统管理。",
    "person_has_account": "{name}已有账号“{login}”，未重复开通。",
    "own_account": "不能停用自己的账号。确需停用，请由另一位管理员办理。",
    "own_password": "自己的密码请在“我的”中更换。",
    "demo_on_this_machine_only": "演示账号只能在本机建立。",
    "region_exists": "已有“{name}”，未重复登记。",
    "parent_not_above": "上级区划须比“{name}”高。请重新选择上级。",
    "appointment_ended": "该职务已于{day}卸任，未再改动。",
    "ends_before_it_began": "该职务自{day}起，卸任日期不能早于这一天。",
    "hands_over_to_himself": "交接前后是同一个人，请选择接手的人。",
    "not_a_liaison": "该职务不是联络员，请用“卸任”。",
    "same_post_held": "{name}已在该单位担任“{title}”，未重复登记。",
    "no_own_day": "这一天没有自行设定，按国家公布的安排执行。",
}
