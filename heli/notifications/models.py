"""What a person is told, in the app; outside channels carry no content."""

from django.db import models

from heli.directory.models import Person


class Notice(models.Model):
    """One thing a person should know; `code` names the text, `params` fill it, `link` opens where to act."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    code = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    link = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "read_at"], name="notice_person_read")]

    def __str__(self) -> str:
        return self.code
