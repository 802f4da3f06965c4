"""What the organisation is called, on every page and every agreed plan; and what a new round begins with."""

from dataclasses import asdict, dataclass

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import Organisation
from samspill.organisation.policy import NAME_ORGANISATION

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a new round begins with, the language of those who have chosen none, and what assessments are for."""

    language: str
    covered: str
    interval_months: int
    length_minutes: int
    writer: str
    is_archiving: bool
    assessments: str


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


def change_organisation(actor: Actor, /, *, name: str, defaults: Defaults) -> Organisation:
    """Name the organisation and set its defaults; rounds that are planned already keep theirs.

    Raises:
        Denied, Unacceptable: as ``name_organisation``.
    """
    with gate.acting(actor, None, NAME_ORGANISATION, defaults=1, assessments=defaults.assessments):
        organisation = name_organisation(actor, name=name)
        for setting, value in asdict(defaults).items():
            setattr(organisation, setting, value)
        organisation.save()
    return organisation
