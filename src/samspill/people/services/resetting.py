"""A password is chosen by its person alone, with a code for one use: the first time, and whenever it is forgotten."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.people.models import Person, SignInCode
from samspill.people.policy import RESET_PASSWORD, SEND_CODE
from samspill.people.queries import actor_of
from samspill.people.services.codes import Purpose, check_code, make_code, open_codes, use_up
from samspill.people.services.sessions import end_sessions_of
from samspill.people.tries import Secret, count_failure, trying
from samspill.people.visitors import Visitor

# Enough for somebody who waits for a slow mail; few enough that nobody's mailbox is filled from outside.
MOST_OPEN = 3

Post = Callable[[Person, str, datetime], object]
Tell = Callable[[Person], object]


def request_code(visitor: Visitor, /, *, employee_number: str, post: Post) -> None:
    """Send a code to the person with this number, if there is one with a mail address; never says whether.

    Args:
        visitor: who asks; anybody may, and nothing is opened by asking.
        employee_number: as typed.
        post: puts the notice ``(person, code, ends_at)`` in the outbox, in this transaction. The notices are a room
            above this one, so the caller brings the way.

    Raises:
        TooSoon: asked for too many times, for this number or from this place; whether there is such a person or not.
    """
    count_failure(visitor, Secret.CODE_BY_MAIL, employee_number=employee_number)
    with transaction.atomic():
        person = find_person(employee_number)
        if person is None or not person.mail:
            return
        Person.objects.select_for_update().get(id=person.id)
        if open_codes(Purpose.RESET).filter(person=person).count() < MOST_OPEN:
            post(person, *make_code(Actor.system("sign_in"), person=person, purpose=Purpose.RESET))


def send_code(actor: Actor, /, *, person_id: UUID, post: Post) -> None:
    """Let the system send the person a new code: HR's way to help, without ever seeing the code.

    Raises:
        Denied: the actor is not HR.
        NotFound: there is no such person, or no mail address to send to.
    """
    person = Person.objects.filter(id=person_id, is_active=True).exclude(mail="").first()
    if person is None:
        raise NotFound
    with gate.acting(actor, person, SEND_CODE):
        post(person, *make_code(actor, person=person, purpose=Purpose.RESET))


def choose_password(visitor: Visitor, /, *, employee_number: str, code: str, password: str, tell: Tell) -> Person:
    """Use a code, from mail or from paper, to choose one's own password. Ends every session and tells the person.

    The event ``password_reset`` has the person as its thing, so that both parties of the person's conversations see it.

    Args:
        visitor: who asks.
        employee_number: as typed.
        code: as typed.
        password: what the person wants.
        tell: puts the notice that the password was reset in the outbox, in this transaction.

    Raises:
        TooSoon: too many failed tries.
        WrongCode: wrong, too old, or no such person.
        UsedBefore: the code is right, but was used.
        ValidationError: the password is too weak; the code can be used again.
    """
    with trying(visitor, Secret.CODE, employee_number=employee_number) as this_try:
        person = find_person(employee_number)
        found = check_code(person, code, Purpose.RESET, Purpose.PAPER)
        this_try.succeed()
    assert person is not None
    validate_password(password, person)
    return _set_password(person, found, password, tell)


def _set_password(person: Person, code: SignInCode, password: str, tell: Tell) -> Person:
    with gate.acting(actor_of(person), person, RESET_PASSWORD, by=code.purpose):
        use_up(code)
        person.set_password(password)
        person.save(update_fields=["password"])
        end_sessions_of(person)
        tell(person)
    return person


def find_person(employee_number: str) -> Person | None:
    """The active person with this number as typed; for the doors, where "nobody" must look like "wrong"."""
    return Person.objects.filter(employee_number=employee_number.strip(), is_active=True).first()
