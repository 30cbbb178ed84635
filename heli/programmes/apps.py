from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "heli.programmes"
    label = "programmes"
