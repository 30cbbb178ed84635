"""The one list of addresses; each part's screens bring their own."""

from django.urls import include, path

urlpatterns = [path("", include("heli.web.urls"))]

handler400 = "heli.web.shell.errors.bad_request"
handler403 = "heli.web.shell.errors.forbidden"
handler404 = "heli.web.shell.errors.not_found"
handler500 = "heli.web.shell.errors.broken"
