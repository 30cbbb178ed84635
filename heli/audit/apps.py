from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "heli.audit"
    label = "audit"
