"""Reads about persons that every room needs."""

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.people.models import Person, RoleGrant


def actor_of(person: Person) -> Actor:
    """The actor that a signed-in person is today, with the roles granted for today."""
    today = clock.today()
    grants = RoleGrant.objects.filter(person=person, from_on__lte=today).values_list("role", "until_on")
    roles = frozenset(Role(role) for role, until_on in grants if until_on is None or until_on > today)
    return Actor(person_id=person.id, roles=roles)


def read_person(employee_number: str) -> Person:
    """The person with this employee number.

    Raises:
        NotFound: nobody has it.
    """
    try:
        return Person.objects.get(employee_number=employee_number)
    except Person.DoesNotExist as error:
        raise NotFound from error
