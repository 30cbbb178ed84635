"""待办: what a person must do now. 驾驶舱: how the programme stands."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from heli.web.shell.requests import Request


@require_GET
def inbox(request: Request) -> HttpResponse:
    return render(request, "overview/inbox.html")
