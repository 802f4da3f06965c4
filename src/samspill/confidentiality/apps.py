"""Django's entry to the room."""

from django.apps import AppConfig


class ConfidentialityConfig(AppConfig):
    """Registers the check that no stored field lacks a privacy class."""

    name = "samspill.confidentiality"

    def ready(self) -> None:
        """Let ``manage.py check`` know the rule."""
        from django.core.checks import register

        from samspill.confidentiality.privacy import check_every_field_is_declared

        register(check_every_field_is_declared)
