"""Django's entry to the room."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The room ``archive``."""

    name = "samspill.archive"
