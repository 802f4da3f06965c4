"""The trust core's tables: keys of parts, sealed texts, sittings and the access log."""

from typing import Any, NoReturn

from django.db import models

from samspill.confidentiality.fields import SealedField
from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified


class SealedRows(models.QuerySet[Any]):
    """Rows that can be read as boxes but not written: writing belongs to ``parts``, behind the gate."""

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("Sealed rows are written through the gate.")

    update = delete = create = bulk_create = bulk_update = get_or_create = update_or_create = _refuse


class SealedModel(Identified):
    """A table that refuses plain ``save`` and ``delete``; ``gated`` is for ``parts`` alone."""

    objects = SealedRows.as_manager()
    gated = models.Manager()

    class Meta:
        """Carries no table of its own."""

        abstract = True

    def save(self, **_: Any) -> NoReturn:
        """Refuse: rows are written through the gate."""
        raise TypeError("Sealed rows are written through the gate.")

    def delete(self, **_: Any) -> NoReturn:  # type: ignore[override]
        """Refuse: rows are erased through the gate."""
        raise TypeError("Sealed rows are erased through the gate.")


class Installation(Identified):
    """This installation: its identity is bound into every sealed value."""

    created_at = models.DateTimeField(default=clock.now)
    only = models.BooleanField(default=True, unique=True, editable=False)

    PRIVACY = declare("installation", fact="id created_at only")


class Shelf(models.Model):
    """A shelf key by name, with the canary that tells whether the key at hand is the right one."""

    name = models.CharField(max_length=20, primary_key=True)
    canary = SealedField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("installation", fact="name created_at", sealed="canary")


class PartKey(SealedModel):
    """The wrapped data key of one part of one thing. Deleting it erases the part, in old backups too."""

    owner_id = models.UUIDField()
    part = models.CharField(max_length=30)
    shelf = models.ForeignKey(Shelf, on_delete=models.PROTECT, related_name="+")
    wrapped = SealedField()
    created_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("agreement", fact="id owner_id part shelf created_at", sealed="wrapped")

    class Meta:
        """One key to a part."""

        constraints = [models.UniqueConstraint(fields=["owner_id", "part"], name="one_key_per_part")]


class SealedText(SealedModel):
    """One sealed field of a part: found by a keyed tag, changed by compare-and-swap on its revision."""

    part_key = models.ForeignKey(PartKey, on_delete=models.CASCADE, related_name="+")
    tag = models.CharField(max_length=32)
    author_id = models.UUIDField()
    revision = models.PositiveIntegerField()
    ciphertext = SealedField()
    changed_at = models.DateTimeField()

    PRIVACY = declare("agreement", fact="id part_key tag author_id revision changed_at", sealed="ciphertext")

    class Meta:
        """One row to a field."""

        constraints = [models.UniqueConstraint(fields=["part_key", "tag"], name="one_text_per_field")]


class Sitting(models.Model):
    """That this actor's opening (or first write) of a part has been logged for the present half hour."""

    actor_id = models.UUIDField()
    part_id = models.UUIDField()
    act = models.CharField(max_length=40)
    since_at = models.DateTimeField()

    PRIVACY = declare("sign_in", fact="id actor_id part_id act since_at")

    class Meta:
        """One sitting to an actor, part and kind of act."""

        constraints = [models.UniqueConstraint(fields=["actor_id", "part_id", "act"], name="one_sitting")]


class AccessEvent(models.Model):
    """One line of the access log, chained to the line before. Never changed, never deleted one by one."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    capacity = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    thing_id = models.UUIDField(null=True)
    part = models.CharField(max_length=30)
    facts = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    PRIVACY = declare("log", fact="seq at actor_id capacity act thing_id part facts previous hash")

    class Meta:
        """Read by thing (the parties' page) and by time."""

        indexes = [models.Index(fields=["thing_id", "seq"], name="events_of_a_thing")]

    def save(self, **_: Any) -> NoReturn:
        """Refuse: lines are appended by the access log."""
        raise TypeError("The access log is written by access_log.append only.")

    def delete(self, **_: Any) -> NoReturn:  # type: ignore[override]
        """Refuse: the log is kept whole."""
        raise TypeError("A line of the access log cannot be removed.")


class LogHead(models.Model):
    """The end of the chain; locked last in a transaction, so that the numbers have no gap."""

    only = models.BooleanField(primary_key=True, default=True)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    PRIVACY = declare("log", fact="only seq hash")
