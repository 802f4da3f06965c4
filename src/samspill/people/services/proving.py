"""Proving who one is without being signed in by it: judged as the doors judge, with the same counts and waits."""

from django.contrib.auth import authenticate

from samspill.people.models import Person
from samspill.people.tries import Secret, trying
from samspill.people.visitors import Visitor


class WrongSecret(Exception):
    """Not right, or nobody who works here has it; the two look the same."""


def prove_password(visitor: Visitor, /, *, employee_number: str, password: str) -> Person:
    """Judge a number and a password.

    Raises:
        TooSoon: too many failed tries; this one was not judged.
        WrongSecret: wrong, or nobody who works here has the number.
    """
    with trying(visitor, Secret.PASSWORD, employee_number=employee_number) as this_try:
        person = authenticate(username=employee_number, password=password)
        if not isinstance(person, Person):
            raise WrongSecret
        this_try.succeed()
    return person
