"""For whoever has no mail: a code on paper opens once, and then the employee's own PIN does.

On first use the employee chooses a PIN, and from then on sees when the code was used first: if it was not they who used
it, they know.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.people.models import Person, SignInCode
from samspill.people.policy import CHOOSE_PIN, ISSUE_PAPER_CODE
from samspill.people.queries import actor_of, paper_code_first_used_at
from samspill.people.services.codes import Purpose, WrongCode, check_code, make_code, open_codes, use_up
from samspill.people.services.resetting import find_person
from samspill.people.services.sessions import end_sessions_of
from samspill.people.tries import Secret, trying
from samspill.people.visitors import Visitor

security_log = logging.getLogger("samspill.security")
SHORTEST_PIN, LONGEST_PIN = 6, 12


@dataclass(frozen=True, slots=True)
class AtThePaperDoor:
    """Who has shown a right code or PIN.

    Args:
        person: who it is.
        code_id: the code that is to be used up by choosing a PIN; None when a PIN was shown or chosen.
        code_first_used_at: when a code on paper was first used for this person.
    """

    person: Person
    code_id: UUID | None
    code_first_used_at: datetime | None


def issue_paper_code(actor: Actor, /, *, person_id: UUID) -> str:
    """Make the code for a printed sheet; earlier unused ones end. Stands in the log.

    The caller has checked that the actor is HR or the person's conversation leader.

    Raises:
        Denied: the person has a PIN or a password already, and the actor is not HR.
        NotFound: there is no such person.
    """
    person = Person.objects.filter(id=person_id, is_active=True).first()
    if person is None:
        raise NotFound
    with gate.acting(actor, person, ISSUE_PAPER_CODE):
        SignInCode.objects.filter(person=person, purpose=Purpose.PAPER, used_at=None).delete()
        code, _ends_at = make_code(actor, person=person, purpose=Purpose.PAPER)
    return code


def enter_by_paper(visitor: Visitor, /, *, employee_number: str, typed: str) -> AtThePaperDoor:
    """Judge a number with the code on the sheet or with the PIN; digits alone are taken for a PIN.

    Raises:
        TooSoon: too many failed tries.
        WrongCode: wrong, too old, or no such person.
        UsedBefore: the code is right, but a PIN was chosen with it earlier.
    """
    is_pin = typed.strip().isdigit()
    with trying(visitor, Secret.PIN if is_pin else Secret.CODE, employee_number=employee_number) as this_try:
        person = find_person(employee_number)
        code = None if is_pin else check_code(person, typed, Purpose.PAPER)
        if is_pin and not _is_right_pin(person, typed.strip()):
            raise WrongCode
        this_try.succeed()
    assert person is not None
    return AtThePaperDoor(person, code.id if code else None, paper_code_first_used_at(person))


def choose_pin(visitor: Visitor, /, *, code_id: UUID, pin: str) -> AtThePaperDoor:
    """Use up the code that this visitor has shown to ``enter_by_paper``, and keep the PIN. Ends the person's sessions.

    Raises:
        WrongCode: the code was used or ended meanwhile.
        ValidationError: the PIN is too easy to guess; the code can be used again.
    """
    code = open_codes(Purpose.PAPER).filter(id=code_id).select_related("person").first()
    if code is None or code.person is None:
        raise WrongCode
    person = code.person
    validate_pin(pin, person)
    with gate.acting(actor_of(person), person, CHOOSE_PIN):
        use_up(code)
        person.pin = make_password(pin)
        person.save(update_fields=["pin"])
        end_sessions_of(person)
    security_log.info("pin chosen known_device=%s", bool(visitor.device))
    return AtThePaperDoor(person, None, paper_code_first_used_at(person))


def validate_pin(pin: str, person: Person) -> None:
    """Six to twelve digits, not a row of equal or following ones, not the employee number.

    Raises:
        ValidationError: in words for the person.
    """
    if not (pin.isdecimal() and pin.isascii() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise ValidationError(_("The PIN must be six to twelve digits."), code="pin_format")
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if len(steps) == 1 or len(set(pin)) < 3:
        raise ValidationError(_("This PIN is too easy to guess. Mix the digits more."), code="pin_trivial")
    if pin in person.employee_number or person.employee_number in pin:
        raise ValidationError(_("The PIN cannot be like your employee number."), code="pin_number")


def _is_right_pin(person: Person | None, pin: str) -> bool:
    if person is None or not person.pin:
        make_password(pin)  # as slow as a real check, so that the time does not tell who exists
        return False
    return check_password(pin, person.pin)
