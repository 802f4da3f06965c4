"""Django's entry to the room."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The room ``organisation``."""

    name = "samspill.organisation"
