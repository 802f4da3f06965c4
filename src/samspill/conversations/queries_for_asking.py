"""With whom one may ask for a conversation today, and of which kinds: facts only."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations.kinds import EMPLOYEE, LEADER, Kind
from samspill.conversations.policy import Asking, may_ask
from samspill.organisation.facts import CoveredEmployment, leaders_of
from samspill.people.models import Person


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody with whom one can have a conversation; ``capacity`` is what one would be to it oneself."""

    person: Person
    capacity: str
    actor_id: UUID

    @property
    def is_led(self) -> bool:
        """Whether one would lead it oneself."""
        return self.capacity == LEADER

    def asking(self, kind: str) -> Asking:
        """A conversation of this kind between the two."""
        employee_id, leader_id = (self.person.id, self.actor_id) if self.is_led else (self.actor_id, self.person.id)
        return Asking(kind, employee_id, leader_id)


def list_own_leaders(actor: Actor, /) -> list[Counterpart]:
    """The actor's own conversation leaders today, the main position's first."""
    pairs = leaders_of({actor.id}).get(actor.id, [])
    people = Person.objects.in_bulk([one.leader_id for one in pairs if one.leader_id])
    return [Counterpart(people[one.leader_id], EMPLOYEE, actor.id) for one in pairs if one.leader_id in people]


def find_counterpart(actor: Actor, /, *, person_id: UUID) -> Counterpart:
    """Somebody whose conversations the actor leads today, or the actor's own conversation leader.

    Raises:
        NotFound: neither the one nor the other.
    """
    pairs = leaders_of({person_id, actor.id})
    is_led = _has(pairs.get(person_id, ()), actor.id)
    if not is_led and not _has(pairs.get(actor.id, ()), person_id):
        raise NotFound
    return Counterpart(Person.objects.get(id=person_id), LEADER if is_led else EMPLOYEE, actor.id)


def kinds_for(actor: Actor, /, *, counterpart: Counterpart) -> list[Kind]:
    """The kinds that the actor may ask for with this one."""
    return [kind for kind in Kind if may_ask(actor, counterpart.asking(kind))]


def _has(pairs: Iterable[CoveredEmployment], leader_id: UUID) -> bool:
    return any(one.leader_id == leader_id for one in pairs)
