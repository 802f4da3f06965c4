"""Django's entry to the room."""

from django.apps import AppConfig


class GuidesConfig(AppConfig):
    """The room ``guides``."""

    name = "samspill.guides"
