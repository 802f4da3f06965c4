"""Django's entry to the room."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """The room ``operations``."""

    name = "samspill.operations"
