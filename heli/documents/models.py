"""What came in, and what was read from it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from heli.directory.models import Person
from heli.programmes.models import Programme


class Document(models.Model):
    """来文. The file is kept as received; `text` is the restored text all spans refer to (code points)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    filename = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.FileField(upload_to="documents/%Y/%m/", max_length=255)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    basis = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    official_number = models.CharField(max_length=80, blank=True)
    script = models.CharField(max_length=8)
    text = models.TextField()
    restoration = models.JSONField(default=dict)
    meeting = models.JSONField(null=True, default=None)
    exhortations = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    places = models.JSONField(default=list)
    """Where the text stands in the file, as the contract of reading gives them."""
    heading = models.JSONField(default=dict)
    """Red head and imprint as read or as a person corrected them: see heli.documents.rules.heading."""
    implements = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="implemented_by"
    )
    """The document whose demands this one carries out."""
    higher_basis = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="supports")

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["programme", "sha256"], name="document_once_in_a_programme")]

    def __str__(self) -> str:
        return self.title


class Suspect(models.Model):
    """A place that probably reads otherwise; decided by a person, never changed silently."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="suspects")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=500)
    suggestion = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=300)
    decision = models.CharField(max_length=10, default="open")
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["start", "id"]

    def __str__(self) -> str:
        return self.text


class Directive(models.Model):
    """部署要求: what the extractor found, with its span; open, taken or set aside. Edits live in the matter's draft."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="directives")
    position = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.CharField(max_length=100, blank=True)
    addressee = models.CharField(max_length=200, blank=True)
    leads = ArrayField(models.CharField(max_length=200), default=list)
    participants = ArrayField(models.CharField(max_length=200), default=list)
    deadline = models.JSONField(null=True, default=None)
    category = models.CharField(max_length=20)
    subtypes = ArrayField(models.CharField(max_length=20), default=list)
    certainty = models.FloatField()
    state = models.CharField(max_length=12, default="open")
    reason = models.CharField(max_length=300, blank=True)
    before_split = models.JSONField(null=True, default=None)
    """On the second of two halves: the demand before it was cut, so that joining them puts it back as it was."""

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(  # deferred: one that comes in between moves all the later ones
                fields=["document", "position"],
                name="directive_once_in_its_document",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]
