"""Programmes, their authority and the groups that carry them."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from heli.directory.models import Organization, Person, Region
from heli.directory.rules.levels import GroupRole


class Programme(models.Model):
    """专项工作. `acting_region` is the level whose authority the office uses: manners follow from it."""

    name = models.CharField(max_length=120)
    upper_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    lower_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    acting_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    office_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    authority_approved_by = models.CharField(max_length=60, blank=True)
    number_prefix = models.CharField(max_length=20, default="督办")
    settings: "models.JSONField[dict[str, Any], dict[str, Any]]" = models.JSONField(default=dict, blank=True)

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """推动组, 协调组, 专业组 or 推动办. A group answers through its leading organization.

    `categories` are the categories of demands that fall to it: its leading organization is offered as lead for them.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    leading_organization = models.ForeignKey(Organization, null=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.CharField(max_length=300, blank=True)
    categories = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    position = models.PositiveIntegerField(default=9999)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    """A person, or an organization (through its heads and liaisons), in a group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, default=GroupRole.MEMBER)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, organization__isnull=True)
                | models.Q(person__isnull=True, organization__isnull=False),
                name="member_is_a_person_or_an_organization",
            )
        ]

    def __str__(self) -> str:
        return str(self.person or self.organization)
