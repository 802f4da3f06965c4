"""Identifiers that cannot be guessed and never turn out to equal a count."""

from uuid import UUID, uuid4

from django.db import models


def new_id() -> UUID:
    """A fresh random identifier (UUID version 4)."""
    return uuid4()


class Identified(models.Model):
    """A row whose primary key is a random UUID."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        """Carries no table of its own."""

        abstract = True
