from django.urls import path

from heli.web.overview import views

urlpatterns = [path("", views.inbox, name="inbox")]
