from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "heli.matters"
    label = "matters"
