"""Voiding confirmations: any change of the text makes those that were given count no longer."""

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Writing
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.plans.messages import put_voided
from samspill.plans.models import AgreedPlan, Confirmation


def void_confirmations(actor: Actor, /, *, conversation: Conversation, plan: AgreedPlan, writing: Writing) -> int:
    """Void every confirmation that counts, remove the confirmed text, tell the others; returns how many there were."""
    standing = list(Confirmation.objects.filter(plan=plan, voided_at__isnull=True).select_related("person"))
    if not standing:
        return 0
    Confirmation.objects.filter(id__in=[one.id for one in standing]).update(voided_at=clock.now())
    for one in standing:
        writing.remove(Part.AGREEMENT, f"confirmed:{one.text_hash}")
        writing.remove(Part.AGREEMENT, f"remark:{one.capacity}")
    writing.record("voided", part=Part.AGREEMENT, count=len(standing))
    who = Person.objects.get(id=actor.id)
    for one in standing:
        if one.person_id != actor.person_id:
            put_voided(conversation, recipient=one.person, other=who)
    return len(standing)
