from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "heli.documents"
    label = "documents"
