from django.urls import path

from heli.web.overview import views

urlpatterns = [
    path("", views.show_inbox, name="inbox"),
    path("inbox/<int:matter_id>/acknowledge/", views.acknowledge, name="inbox_acknowledge"),
    path("inbox/<int:matter_id>/no-change/", views.no_change, name="inbox_no_change"),
    path("cockpit/", views.show_cockpit, name="cockpit"),
]
