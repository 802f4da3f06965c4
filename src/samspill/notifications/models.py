"""The outbox: the truth of whether a notice was sent."""

from django.db import models

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified


class Notice(Identified):
    """One notice to one person, with its fixed Message-ID and how its sending goes."""

    class State(models.TextChoices):
        """How the sending goes."""

        QUEUED = "queued"
        SENT = "sent"
        GIVEN_UP = "given_up"
        NO_ADDRESS = "no_address"

    kind = models.CharField(max_length=40)
    recipient = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    about_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    made_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    leased_until_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    PRIVACY = declare(
        "notice",
        personal="facts last_error",
        fact="id kind recipient about_id language message_id state made_at attempts due_at leased_until_at sent_at",
    )

    class Meta:
        """The worker reads what is due; the rooms above ask about one thing."""

        indexes = [
            models.Index(fields=["state", "due_at"], name="notices_due"),
            models.Index(fields=["about_id"], name="notices_about"),
        ]
