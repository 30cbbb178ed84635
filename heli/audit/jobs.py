"""Sealing, once a minute."""

from django.utils import timezone
from procrastinate.contrib.django import app

from heli.audit import actions


@app.periodic(cron="* * * * *")
@app.task(name="audit.seal", queueing_lock="audit.seal")
def seal(timestamp: int) -> None:
    del timestamp  # the worker's idea of when this was due; what is settled is judged by now
    actions.seal(timezone.now())
