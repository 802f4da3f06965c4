"""States, dates and counts about the organisation, for the rooms above."""

from uuid import UUID

from django.db.models import Q

from samspill.confidentiality.actors import Actor
from samspill.foundation import clock
from samspill.organisation.models import Delegation, Leadership, Organisation, Unit


def valid_today(prefix: str = "") -> Q:
    """Dated rows that are true today: from the first day until the day before ``until_on``."""
    today = clock.today()
    return Q(**{f"{prefix}from_on__lte": today}) & (
        Q(**{f"{prefix}until_on__isnull": True}) | Q(**{f"{prefix}until_on__gt": today})
    )


def leads_anybody(actor: Actor) -> bool:
    """Whether the actor is somebody's nearest leader today, or shares a leader's conversations."""
    person = actor.person_id
    leads = Leadership.objects.filter(valid_today(), leader_id=person).exists()
    return leads or Delegation.objects.filter(valid_today(), delegate_id=person).exists()


def units_led_by(actor: Actor) -> list[UUID]:
    """The units whose leader the actor is today."""
    return list(Unit.objects.filter(leader_id=actor.person_id, is_ended=False).values_list("id", flat=True))


def the_organisation() -> Organisation:
    """The one organisation, or its defaults before it has been named."""
    return Organisation.objects.first() or Organisation(name="")
