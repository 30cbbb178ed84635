"""The request as views of ours receive it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from heli.directory.rules.actor import Actor


@dataclass(frozen=True, slots=True)
class ProgrammeChoice:
    """A programme that the actor may switch to."""

    id: int
    name: str


class Request(HttpRequest):
    """Set by ActorMiddleware for every route that asks who you are."""

    actor: Actor
    htmx: HtmxDetails
    programmes: tuple[ProgrammeChoice, ...]
    programme: ProgrammeChoice | None
    programme_id: int
    """The programme being looked at; 0 where the actor belongs to none."""
