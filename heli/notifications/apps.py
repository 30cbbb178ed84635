from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "heli.notifications"
    label = "notifications"
