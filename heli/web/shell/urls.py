from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from heli.web.shell import views

urlpatterns = [
    path("account/login/", views.sign_in, name="account_login"),
    path("account/logout/", views.sign_out, name="account_logout"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("me/", views.me, name="me"),
    path("me/programme/", views.switch_programme, name="switch_programme"),
    path("me/theme/", views.switch_theme, name="switch_theme"),
    path("me/language/", views.switch_language, name="switch_language"),
    path("inbox/number/", views.waiting, name="waiting"),
    path("healthz", views.healthz, name="healthz"),
    path(
        "favicon.ico",
        login_not_required(RedirectView.as_view(url="/static/heli/icons/heli.svg", permanent=True)),
        name="favicon",
    ),
]
