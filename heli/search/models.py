"""The index of words: one row for each thing that can be found, written by the actions that change it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Entry(models.Model):
    """`pairs` are the overlapping pairs of characters of the text, and its single characters."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    programme_id = models.BigIntegerField()
    pairs = ArrayField(models.CharField(max_length=2))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="entry_once")]
        indexes = [GinIndex(fields=["pairs"], name="entry_pairs")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
