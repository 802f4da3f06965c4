"""Django's entry to the room."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """The room ``reporting``."""

    name = "samspill.reporting"
