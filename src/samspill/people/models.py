"""Persons, their roles, and the codes for one use that let them in."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.privacy import declare
from samspill.foundation import clock
from samspill.foundation.identifiers import Identified
from samspill.people.states import SignedInBy


class Language(models.TextChoices):
    """The languages of the product."""

    BOKMAAL = "nb", _("Norwegian Bokmål")
    NYNORSK = "nn", _("Norwegian Nynorsk")
    ENGLISH = "en", _("English")


class People(BaseUserManager["Person"]):
    """Finds persons by employee number."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Sign-in's look-up."""
        return self.get(employee_number=(username or "").strip())

    def create_person(self, *, employee_number: str, password: str | None = None, **fields: Any) -> "Person":
        """Make a person; without a password the person signs in first by a code."""
        person = self.model(employee_number=employee_number, **fields)
        person.set_password(password)
        person.save()
        return person


class Person(Identified, AbstractBaseUser):
    """Somebody with an employee number: employee, leader, HR, administrator or several of these."""

    employee_number = models.CharField(_("employee number"), max_length=40, unique=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    mail = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, blank=True)
    is_active = models.BooleanField(default=True)
    pin = models.CharField(max_length=128, blank=True)

    PRIVACY = declare(
        "employment",
        personal="employee_number given_name family_name mail",
        fact="id language is_active last_login",
        secret="password pin",
    )

    # As they were read with the person for this page; None where the person was read in another way.
    roles_today: frozenset[Role] | None = None

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "employee_number"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """Lists are by family name."""

        indexes = [models.Index(fields=["family_name", "given_name"], name="people_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def preferred_language(self) -> str:
        """The person's language, or the organisation's."""
        return self.language or settings.LANGUAGE_CODE

    def has_usable_password(self) -> bool:
        """Whether the person has chosen a password; nobody who comes from the import has."""
        return bool(self.password) and super().has_usable_password()

    def capacity_of(self, actor: Actor) -> str:
        """What the actor is to this person, for the access log: oneself, or nothing."""
        return "self" if actor.person_id == self.id else ""


class RoleGrant(Identified):
    """That a person holds a role toward the organisation from one date until another (not included)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    from_on = models.DateField(default=clock.today)
    until_on = models.DateField(null=True, blank=True)
    granted_at = models.DateTimeField(default=clock.now)
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    PRIVACY = declare("employment", fact="id person role from_on until_on granted_at granted_by")


def is_held_today(prefix: str = "") -> models.Q:
    """That a role is held today; ``prefix`` leads from another model to the grant."""
    has_not_ended = models.Q(**{f"{prefix}until_on": None}) | models.Q(**{f"{prefix}until_on__gt": clock.today()})
    return has_not_ended & models.Q(**{f"{prefix}from_on__lte": clock.today()})


class SignInCode(Identified):
    """A code for one use: first sign-in, reset, or the code on a printed sheet. Stored as a keyed hash."""

    class Purpose(models.TextChoices):
        """What the code lets its person do."""

        FIRST_ADMINISTRATOR = "first_administrator"
        RESET = "reset"
        PAPER = "paper"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", null=True)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    code_hash = models.CharField(max_length=128, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    PRIVACY = declare(
        "sign_in", fact="id person purpose made_at made_by expires_at used_at failures", secret="code_hash"
    )


class OpenSession(Identified):
    """A session as its person sees it: since when, from what kind of browser, begun how."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField(default=clock.now)
    browser = models.CharField(max_length=40)
    signed_in_by = models.CharField(max_length=10, choices=SignedInBy.choices)

    PRIVACY = declare("sign_in", personal="browser", fact="id person began_at signed_in_by", secret="session_key")


class FailedTries(models.Model):
    """How many times a secret was missed, by a keyed hash of whose it is and where the tries came from."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    latest_at = models.DateTimeField(default=clock.now)

    PRIVACY = declare("sign_in", fact="failures latest_at", secret="key")
