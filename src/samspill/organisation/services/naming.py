"""What the organisation is called, on every page and every agreed plan."""

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import Organisation
from samspill.organisation.policy import NAME_ORGANISATION

LONGEST = 200


def name_organisation(actor: Actor, /, *, name: str) -> Organisation:
    """Give the organisation its name; agreed plans keep the one that was confirmed.

    Raises:
        Denied: the actor is neither HR nor administrator.
        Unacceptable: ``name_length`` when the name is empty or too long.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST:
        raise Unacceptable("name_length", field="name", most=LONGEST)
    with gate.acting(actor, None, NAME_ORGANISATION):
        organisation, _ = Organisation.objects.update_or_create(only=True, defaults={"name": name})
    return organisation
