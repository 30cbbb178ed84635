from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "heli.search"
    label = "search"
