"""The addresses of all screens; each part's screens bring their own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("heli.web.shell.urls")),
    path("", include("heli.web.overview.urls")),
    path("", include("heli.web.directory.urls")),
    path("", include("heli.web.documents.urls")),
    path("", include("heli.web.matters.urls")),
    path("", include("heli.web.administration.urls")),
]
