"""Matters and what happens to them. Dates are stored, never counters; lights are ranges over dates."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from heli.directory.models import Organization, Person
from heli.documents.models import Directive, Document
from heli.matters.rules.lifecycle import OPEN
from heli.programmes.models import Programme

NO_DATE = date(9999, 12, 31)
"""Sort key of matters without a due date: they come last, and the key is never NULL."""


class Series(models.Model):
    """The last number given out in a programme and year; locked while the next is taken, so no gaps and no twins."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "name", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.year} {self.last}"


class Matter(models.Model):
    """事项. `version` counts changes: a form made for an older version is refused."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="matters")
    kind = models.CharField(max_length=12)
    state = models.CharField(max_length=20)
    version = models.PositiveIntegerField(default=1)
    number = models.CharField(max_length=40, blank=True)
    number_key = models.PositiveBigIntegerField(default=0)
    title = models.TextField()
    completion_standard = models.CharField(max_length=500, blank=True)
    category = models.CharField(max_length=20)
    subtypes = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    urgency = models.CharField(max_length=12, default="ordinary")

    lead_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    responsible_leader = models.CharField(max_length=80, blank=True)
    participants = models.ManyToManyField(Organization, through="Participant", related_name="+")
    confirmer_organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manner = models.CharField(max_length=10, blank=True)

    basis = models.CharField(max_length=12)
    basis_text = models.CharField(max_length=200, blank=True)
    basis_reason = models.CharField(max_length=300, blank=True)
    addressee = models.CharField(max_length=200, blank=True)

    term_kind = models.CharField(max_length=14, default="default")
    term_text = models.CharField(max_length=120, blank=True)
    term_working_days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_key = models.DateField(default=NO_DATE)
    blue_on = models.DateField(null=True, blank=True)
    yellow_on = models.DateField(null=True, blank=True)
    red_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)

    prepared_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    latest_update = models.ForeignKey("Update", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], condition=~Q(number=""), name="number_given_once"),
        ]
        indexes = [
            models.Index(fields=["programme", "due_key", "id"], name="matter_by_due"),
            models.Index(fields=["programme", "-changed_at", "-id"], name="matter_by_change"),
            models.Index(fields=["programme", "number_key", "id"], name="matter_by_number"),
            models.Index(
                fields=["programme", "lead_organization", "due_key"],
                condition=Q(state__in=sorted(OPEN)),
                name="matter_open_by_lead",
            ),
            models.Index(fields=["lead_organization", "state"], name="matter_by_lead"),
            models.Index(fields=["confirmer_organization", "state"], name="matter_by_confirmer"),
        ]

    def __str__(self) -> str:
        return self.number or self.title[:30]


class Participant(models.Model):
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="participations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "organization"], name="participant_once")]
        ordering = ["organization__position", "id"]

    def __str__(self) -> str:
        return str(self.organization)


class Source(models.Model):
    """原文依据: the span of a document's clean text a matter comes from.

    A directive may become several rows, one for each member of the class it addresses: hence no uniqueness.
    """

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="sources")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.document_id} {self.start}–{self.end}"


class Draft(models.Model):
    """What a clerk typed on a directive's card and has not yet prepared; kept, so that nothing typed is lost."""

    directive = models.OneToOneField(Directive, on_delete=models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    edited_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.directive_id)


class Sheet(models.Model):
    """拟办单: prepared matters laid before the approver and signed at once."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="sheets")
    number = models.CharField(max_length=40)
    state = models.CharField(max_length=10, default="open")
    laid_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    laid_at = models.DateTimeField()
    opinion = models.CharField(max_length=300, blank=True)
    signed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-laid_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="sheet_number_once")]

    def __str__(self) -> str:
        return self.number


class SheetItem(models.Model):
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="items")
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="sheet_items")
    decision = models.CharField(max_length=10, default="open")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["sheet", "matter"], name="item_once_on_its_sheet")]

    def __str__(self) -> str:
        return f"{self.sheet} {self.matter}"


class Update(models.Model):
    """进展反馈 in the office's four fields; written once, reused in every paper, never changed."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="updates")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    progress = models.TextField(blank=True)
    problems = models.TextField(blank=True)
    next_steps = models.TextField(blank=True)
    help_needed = models.TextField(blank=True)
    no_change = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.progress[:40]


class ClosingRequest(models.Model):
    """申请办结(销号): what was reached, by whom signed, and what the confirmer said."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="closing_requests")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    result = models.TextField()
    signed_by = models.CharField(max_length=60)
    decision = models.CharField(max_length=10, default="open")
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(decision="open"), name="one_open_closing_request")
        ]

    def __str__(self) -> str:
        return f"{self.matter} {self.decision}"


class Attachment(models.Model):
    """A file given with an update or a closing request; kept as received."""

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="attachments")
    update = models.ForeignKey(Update, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments")
    closing_request = models.ForeignKey(
        ClosingRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    file = models.FileField(upload_to="attachments/%Y/%m/", max_length=255)
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.filename


class MatterVersion(models.Model):
    """What a matter looked like between two moments: the ledger as of a past day is read from these rows."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True, blank=True)
    facts = models.JSONField()

    class Meta:
        ordering = ["valid_from", "id"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(valid_to__isnull=True), name="one_current_version")
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.valid_from}"
