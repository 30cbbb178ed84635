from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "heli.directory"
    label = "directory"
