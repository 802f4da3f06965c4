"""Django's entry to the room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """A room without tables; registered so that its words are translated with the rest."""

    name = "samspill.documents"
