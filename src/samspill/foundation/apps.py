"""Django's entry to the room."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """Prepares every database connection as it opens."""

    name = "samspill.foundation"

    def ready(self) -> None:
        """Let SQLite sort and compare Norwegian letters the Norwegian way."""
        from django.db.backends.signals import connection_created

        from samspill.foundation.database import prepare_connection

        connection_created.connect(prepare_connection, dispatch_uid="samspill.foundation")
