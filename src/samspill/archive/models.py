"""Deliveries to the archive."""

from django.db import models

from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified


class Delivery(Identified):
    """One agreed plan on its way: the key under which the archive knows it, and its receipt."""

    class State(models.TextChoices):
        """How far the delivery has come (NORWAY C.6: ready, sent, received, receipt, failed)."""

        READY = "ready"
        RECEIVED = "received"
        FAILED = "failed"

    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.PROTECT, related_name="+")
    document_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    public_title = models.CharField(max_length=200)
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    PRIVACY = declare(
        "agreement",
        public="public_title",
        fact="id conversation document_hash state made_at due_at attempts received_at receipt file_hash last_error",
    )

    class Meta:
        """One delivery to a confirmed text, and to each correction of its spelling."""

        constraints = [
            models.UniqueConstraint(fields=["conversation", "document_hash"], name="one_delivery_per_document")
        ]
