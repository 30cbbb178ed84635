from django.urls import path

from heli.web.directory import views

urlpatterns = [
    path("directory/", views.units, name="directory"),
    path("directory/add/", views.add_unit, name="directory_add"),
    path("directory/groups/", views.groups, name="directory_groups"),
    path("directory/<int:organization_id>/", views.unit, name="directory_unit"),
    path("directory/<int:organization_id>/alias/", views.add_alias, name="directory_alias"),
    path("directory/<int:organization_id>/post/", views.add_post, name="directory_post"),
    path("directory/phone/<int:person_id>/", views.phone, name="directory_phone"),
]
