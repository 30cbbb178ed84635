"""Events, chained by hash, and their payloads, which 误传处置 alone may erase."""

from django.db import models


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

    class Meta:
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="event_once_in_its_chain")]

    def __str__(self) -> str:
        return f"{self.chain} {self.number} {self.verb}"


class Payload(models.Model):
    """What changed: from what, to what, why. Insert and erase only."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="payload")
    data = models.JSONField()

    def __str__(self) -> str:
        return str(self.event_id)
