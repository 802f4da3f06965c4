"""Whom the organisation refers to when something is bigger than the conversation, and whom most others refer to (S30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from samspill.foundation.yaml_files import read_yaml
from samspill.organisation.models import Organisation, Referral

WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ReferralText:
    """Somebody who can help, as the two of a conversation see it: name and what for in each language there is."""

    name: Mapping[str, str]
    purpose: Mapping[str, str]
    phone: str
    address: str

    @property
    def phone_link(self) -> str:
        """What to press to call; empty without a number."""
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else ""

    @property
    def address_link(self) -> str:
        """Where the address leads: to a page, or else to a letter; empty without an address."""
        if not self.address or self.address.startswith(WEB):
            return self.address
        return f"mailto:{quote(self.address, safe='@')}"

    @property
    def address_shown(self) -> str:
        """The address as people say it."""
        return self.address.partition("://")[2].rstrip("/") or self.address


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A kind of help that most organisations have, ready to be listed."""

    key: str
    name: Mapping[str, str]
    purpose: Mapping[str, str]


def name_and_referrals() -> tuple[str, tuple[ReferralText, ...]]:
    """What the organisation is called and whom it refers to, in one statement: pages show the name too.

    Public to everybody who is signed in, as guides are.
    """
    columns = ("name", "referrals__name", "referrals__purpose", "referrals__phone", "referrals__address")
    rows = list(Organisation.objects.order_by("referrals__position").values_list(*columns))
    found = (ReferralText(*row) for _, *row in rows if row[0] is not None)
    return rows[0][0] if rows else "", tuple(found)


@lru_cache(maxsize=1)
def suggestions() -> tuple[Suggestion, ...]:
    """The kinds of help that most organisations have, in the order in which they are offered."""
    return tuple(Suggestion(**one) for one in read_yaml(Path(__file__).with_name("suggested_referrals.yaml")))


def suggestions_besides(listed: Iterable[Referral]) -> list[Suggestion]:
    """The kinds of help that are not listed yet by the same name in any language."""
    names = {name.casefold() for one in listed for name in one.name.values()}
    return [one for one in suggestions() if names.isdisjoint(name.casefold() for name in one.name.values())]
