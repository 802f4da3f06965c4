"""Referring on: the organisation's list of those who can help when something is bigger than the conversation (S30)."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import Organisation, Referral
from samspill.organisation.policy import CHANGE_REFERRALS
from samspill.organisation.referrals import WEB, suggestions

MOST = 20
LONGEST_NAME, LONGEST_PURPOSE, LONGEST_ADDRESS = 80, 160, 200
PHONE = re.compile(r"\+?[0-9](?: ?[0-9]){2,14}")  # from 113 to the fifteen digits of an international number


@dataclass(frozen=True, slots=True)
class Draft:
    """Somebody who can help, as it was written; all but a name in one language may be left out."""

    name: Mapping[str, str]
    purpose: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""
    address: str = ""


def draft_of(referral: Referral) -> Draft:
    """What stands written about somebody on the list."""
    return Draft(referral.name, referral.purpose, referral.phone, referral.address)


def add_referral(actor: Actor, /, *, draft: Draft, place: int = MOST) -> Referral:
    """List somebody; last, unless a place is given.

    Raises:
        Denied: the actor is neither HR nor administrator.
        Unacceptable: ``too_many_items``, ``referral_name_missing``, ``too_long``, ``phone_form`` or ``address_form``.
    """
    with _listed(actor) as listed:
        if len(listed) >= MOST:
            raise Unacceptable("too_many_items", most=MOST)
        referral = Referral(**_checked(draft))
        listed.insert(place, referral)
    return referral


def add_suggested(actor: Actor, /, *, key: str) -> Referral:
    """List a kind of help that most organisations have; how to reach it is left to be written.

    Raises:
        NotFound: nothing of this key is suggested.
        Denied, Unacceptable: as ``add_referral``.
    """
    found = next((one for one in suggestions() if one.key == key), None)
    if found is None:
        raise NotFound
    return add_referral(actor, draft=Draft(found.name, found.purpose))


def change_referral(actor: Actor, /, *, referral_id: UUID, draft: Draft) -> None:
    """Write somebody on the list anew.

    Raises:
        NotFound: nobody of this identifier is listed.
        Denied, Unacceptable: as ``add_referral``.
    """
    with _listed(actor) as listed:
        at = _place_of(referral_id, listed)
        listed[at] = Referral(id=referral_id, **_checked(draft))


def remove_referral(actor: Actor, /, *, referral_id: UUID) -> Referral:
    """Take somebody off the list; returns what was there, so that it can be put back in its place.

    Raises:
        Denied, NotFound: as ``change_referral``.
    """
    with _listed(actor) as listed:
        return listed.pop(_place_of(referral_id, listed))


def move_referral(actor: Actor, /, *, referral_id: UUID, by: int) -> None:
    """Move somebody some places up (negative) or down.

    Raises:
        Denied, NotFound: as ``change_referral``.
    """
    with _listed(actor) as listed:
        at = _place_of(referral_id, listed)
        listed.insert(max(at + by, 0), listed.pop(at))


@contextmanager
def _listed(actor: Actor) -> Iterator[list[Referral]]:
    """The list in order, locked, and stored afterwards as it stands then."""
    with gate.acting(actor, None, CHANGE_REFERRALS):
        organisation, _ = Organisation.objects.select_for_update().get_or_create(only=True)
        listed = list(organisation.referrals.order_by("position"))
        yield listed
        for position, one in enumerate(listed):
            one.organisation, one.position = organisation, position
        columns = ("name", "purpose", "phone", "address", "position")
        Referral.objects.bulk_create(listed, update_conflicts=True, unique_fields=["id"], update_fields=columns)
        organisation.referrals.exclude(id__in=[one.id for one in listed]).delete()


def _place_of(referral_id: UUID, listed: list[Referral]) -> int:
    place = next((place for place, one in enumerate(listed) if one.id == referral_id), None)
    if place is None:
        raise NotFound
    return place


def _checked(draft: Draft) -> dict[str, object]:
    name = _texts(draft.name, "name", LONGEST_NAME)
    if not name:
        raise Unacceptable("referral_name_missing", field="name")
    return {
        "name": name,
        "purpose": _texts(draft.purpose, "purpose", LONGEST_PURPOSE),
        "phone": _phone(_plain(draft.phone)),
        "address": _address(_plain(draft.address)),
    }


def _texts(text: Mapping[str, str], name: str, longest: int) -> dict[str, str]:
    """What is written in each language, those without a word left out."""
    words = {language: _plain(text.get(language, "")) for language, _ in settings.LANGUAGES}
    for language, wording in words.items():
        if len(wording) > longest:
            raise Unacceptable("too_long", field=f"{name}_{language}", most=longest)
    return {language: wording for language, wording in words.items() if wording}


def _phone(text: str) -> str:
    if text and not PHONE.fullmatch(text):
        raise Unacceptable("phone_form", field="phone")
    return text


def _address(text: str) -> str:
    if len(text) > LONGEST_ADDRESS:
        raise Unacceptable("too_long", field="address", most=LONGEST_ADDRESS)
    if text and not (text.isprintable() and (_is_page(text) or _is_mail(text))):
        raise Unacceptable("address_form", field="address")
    return text


def _is_page(text: str) -> bool:
    """Whether this is the whole address of a page, on the own net too, that shows where it leads: nobody before an @."""
    if not text.startswith(WEB) or set(text) & set(' \\"<>'):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and "@" not in parts.netloc and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _plain(text: str) -> str:
    return " ".join(text.split())
