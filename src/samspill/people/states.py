"""The ways in, as the pages and the sessions name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignedInBy(models.TextChoices):
    """How a session was begun; ``PAPER`` is what the pages ask about before they offer private notes."""

    PASSWORD = "password", _("Password")
    PASSKEY = "passkey", _("Passkey")
    CODE = "code", _("Code for one use")
    PAPER = "paper", _("Number and PIN")
    WELCOME = "welcome", _("First set-up")
    DEMO = "demo", _("Demonstration")
