"""Regions, organizations, people, appointments, accounts and the editable calendar."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from heli.directory.rules.levels import OrganizationKind


class Region(models.Model):
    """行政区划; code by GB/T 2260 where it has one (demo regions have none)."""

    name = models.CharField(max_length=60)
    code = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=10)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """单位. `position` is its place in the institutional order (排序号); lists show units in that order."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="organizations")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, default=OrganizationKind.DEPARTMENT)
    position = models.PositiveIntegerField(default=9999)
    initials = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="organization_once_in_its_region")]

    def __str__(self) -> str:
        return self.short_name


class OrganizationAlias(models.Model):
    """Another way in which papers write the organization's name."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="alias_once")]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    name = models.CharField(max_length=40)
    initials = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    position = models.PositiveIntegerField(default=9999)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A post in an organization, from–to (both inclusive; no end means it still holds)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=10)
    title = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organization__position", "id"]

    def __str__(self) -> str:
        return f"{self.person} {self.title}"

    @staticmethod
    def holding(day: date) -> Q:
        return Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(login=username)


class Account(AbstractBaseUser):
    """How a person signs in. Demo accounts are refused off loopback."""

    login = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    administrator = models.BooleanField(default=False)
    auditor = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=False)
    """The password was made for the person; nothing else opens before it is replaced."""
    preferences = models.JSONField(default=dict, blank=True)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.person.name if self.person else self.login


class CalendarDay(models.Model):
    """A day off or a make-up workday that the office's calendar adds to (or takes from) the published one."""

    day = models.DateField(unique=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
