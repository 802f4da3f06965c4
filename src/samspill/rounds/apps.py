"""Django's entry to the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """The room ``rounds``."""

    name = "samspill.rounds"
