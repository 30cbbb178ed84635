"""Events, chained by hash, and their payloads, which 误传处置 alone may erase."""

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One act. Append-only: the app's role may neither update nor delete (heli.config.database)."""

    chain = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=60)
    verb = models.CharField(max_length=60)
    payload_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())
    """The database's own time, beside `at`, which may tell of an earlier day; seals go by it."""

    class Meta:
        ordering = ["chain", "number"]
        indexes = [models.Index(fields=["recorded_at", "id"], name="event_by_recording")]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="event_once_in_its_chain")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.verb}"


class Payload(models.Model):
    """What changed: from what, to what, why. Insert and erase only."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    data = models.JSONField()

    def __str__(self) -> str:
        return str(self.event_id)


class Seal(models.Model):
    """Binds all chains into one, minute by minute: an event slipped in or taken out later breaks its seal."""

    at = models.DateTimeField()
    until = models.DateTimeField()
    events = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.until} {self.events}"
