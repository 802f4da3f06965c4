"""The first administrator, let in by a link that only the server's console can make."""

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor, Role
from samspill.people.models import Person, RoleGrant, SignInCode
from samspill.people.policy import BECOME_ADMINISTRATOR, MAKE_FIRST_ADMINISTRATOR_LINK
from samspill.people.services.codes import Purpose, WrongCode, check_link, make_code, use_up


def make_first_administrator_link(actor: Actor, /) -> str:
    """A link for one use in 30 minutes; earlier ones end. Also the way back in when every administrator is gone.

    Raises:
        Denied: the actor is not ``Actor.system("console")``.
    """
    with gate.acting(actor, None, MAKE_FIRST_ADMINISTRATOR_LINK):
        SignInCode.objects.filter(purpose=Purpose.FIRST_ADMINISTRATOR, used_at=None).delete()
        code, _ends_at = make_code(actor, person=None, purpose=Purpose.FIRST_ADMINISTRATOR)
    return settings.SAMSPILL_ADDRESS + reverse("welcome_link", args=[code])


def read_link(code: str, /) -> SignInCode:
    """The link, if it would let somebody in.

    Raises:
        WrongCode: wrong, used, too old, or somebody has become administrator since it was made.
    """
    found = check_link(code)
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR, granted_at__gte=found.made_at).exists():
        raise WrongCode
    return found


def become_first_administrator(
    code: str, /, *, employee_number: str, given_name: str, family_name: str, password: str
) -> Person:
    """Make the person, with the role of administrator, and use up the link.

    Raises:
        WrongCode: see ``read_link``.
        ValidationError: the number is taken, or the password is too weak; the link can be used again.
    """
    link = read_link(code)
    if Person.objects.filter(employee_number=employee_number).exists():
        taken = _("Somebody has this number already. Choose another for the administrator.")
        raise ValidationError({"employee_number": taken})
    person = Person(employee_number=employee_number, given_name=given_name, family_name=family_name)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    person.set_password(password)
    with gate.acting(Actor(person_id=person.id), person, BECOME_ADMINISTRATOR):
        use_up(link)
        person.save(force_insert=True)
        RoleGrant.objects.create(person=person, role=Role.ADMINISTRATOR, granted_by=None)
    return person
