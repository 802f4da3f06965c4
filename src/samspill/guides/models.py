"""Guides and their immutable versions."""

from typing import Any, NoReturn

from django.db import models

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified


class Guide(Identified):
    """A conversation guide, or the menu of questions to choose from."""

    class Kind(models.TextChoices):
        """What the guide is for."""

        YEARLY = "yearly"
        MENU = "menu"

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_built_in = models.BooleanField(default=True)

    PRIVACY = declare("installation", public="key kind", fact="id is_built_in")


class GuideVersion(Identified):
    """One published version: never changes, so that running conversations keep theirs."""

    guide = models.ForeignKey(Guide, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("installation", public="content", fact="id guide number content_hash published_at")

    class Meta:
        """One version to a number."""

        constraints = [models.UniqueConstraint(fields=["guide", "number"], name="one_version_per_number")]

    def save(self, **kwargs: Any) -> None:
        """Store a new version; a published one is never changed."""
        if not self._state.adding:
            raise TypeError("A published version never changes.")
        super().save(**kwargs)

    def delete(self, **_: Any) -> NoReturn:  # type: ignore[override]
        """Refuse: conversations point to it."""
        raise TypeError("A published version is never deleted.")
