"""Django's entry to the room."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """The room ``conversations``."""

    name = "samspill.conversations"
