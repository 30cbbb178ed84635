"""Administrative levels and kinds of organization."""

from enum import StrEnum


class Level(StrEnum):
    """行政层级, from above to below."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"

    @property
    def rank(self) -> int:
        """0 for a province; the greater, the lower."""
        return list(Level).index(self)


class OrganizationKind(StrEnum):
    DEPARTMENT = "department"
    PARTY = "party"
    GOVERNMENT = "government"
    GENERAL_OFFICE = "general_office"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    CENTRAL = "central"


ORGANIZATION_KIND_WORDS: dict[OrganizationKind, str] = {
    OrganizationKind.DEPARTMENT: "政府部门",
    OrganizationKind.PARTY: "党委部门",
    OrganizationKind.GOVERNMENT: "党委、政府",
    OrganizationKind.GENERAL_OFFICE: "党委办、政府办",
    OrganizationKind.INSTITUTION: "事业单位",
    OrganizationKind.ENTERPRISE: "企业",
    OrganizationKind.CENTRAL: "中央、省垂直管理单位",
}


class PostRole(StrEnum):
    """What a post lets its holder do for the organization."""

    HEAD = "head"
    DEPUTY = "deputy"
    LIAISON = "liaison"
    STAFF = "staff"


POST_ROLE_WORDS: dict[PostRole, str] = {
    PostRole.HEAD: "主要负责人",
    PostRole.DEPUTY: "分管负责人",
    PostRole.LIAISON: "联络员",
    PostRole.STAFF: "工作人员",
}


class GroupKind(StrEnum):
    PROMOTION = "promotion"
    COORDINATION = "coordination"
    PROFESSIONAL = "professional"
    OFFICE = "office"


GROUP_KIND_WORDS: dict[GroupKind, str] = {
    GroupKind.PROMOTION: "推动组",
    GroupKind.COORDINATION: "协调组",
    GroupKind.PROFESSIONAL: "专业组",
    GroupKind.OFFICE: "推动办",
}


class GroupRole(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    CLERK = "clerk"
    LIAISON = "liaison"
    MEMBER = "member"


GROUP_ROLE_WORDS: dict[GroupRole, str] = {
    GroupRole.HEAD: "组长",
    GroupRole.DEPUTY: "副组长",
    GroupRole.CLERK: "经办人",
    GroupRole.LIAISON: "联络员",
    GroupRole.MEMBER: "成员",
}
