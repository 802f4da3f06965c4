"""Reads of deliveries: states, never content."""

from samspill.archive.arkivmelding import public_title
from samspill.archive.models import Delivery
from samspill.archive.policy import SEE_DELIVERIES
from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.conversations.models import Conversation
from samspill.conversations.policy import SEE
from samspill.organisation.models import Organisation
from samspill.plans.texts import year_of


def list_deliveries(actor: Actor, /, *, limit: int = 200) -> list[Delivery]:
    """All deliveries, those that failed first, for records managers and HR."""
    gate.require(actor, None, SEE_DELIVERIES)
    rows = Delivery.objects.select_related("conversation__employee", "conversation__unit")
    return sorted(rows.order_by("-made_at")[:limit], key=lambda one: one.state != Delivery.State.FAILED)


def read_delivery(actor: Actor, /, *, conversation: Conversation) -> Delivery | None:
    """How the delivery of one's own plan goes; the conversation must have been read for that very actor."""
    gate.require(actor, conversation, SEE)
    return Delivery.objects.filter(conversation_id=conversation.id).order_by("-made_at").first()


def title_in_journal(conversation: Conversation, organisation: Organisation) -> str:
    """The line that the public journal will show: without the name, in the organisation's language."""
    return public_title(year_of(conversation), language=organisation.language, kind=conversation.kind)
