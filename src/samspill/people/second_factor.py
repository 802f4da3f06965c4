"""How django-allauth's second factors behave in this house."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.keyring import CURRENT_SHELF, keyring
from samspill.confidentiality.parts import installation_id


class HouseSecondFactors(DefaultMFAAdapter):
    """Seeds of recovery codes lie sealed under the shelf key; a copy of the database does not give them away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not work. Please try again."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a seed; the shelf's name goes before it."""
        sealed = keyring().wrap(text.encode(), shelf=CURRENT_SHELF, bound_to=_bound_seed())
        return f"{CURRENT_SHELF}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open a seed."""
        shelf, _colon, sealed = encrypted_text.partition(":")
        return keyring().unwrap(base64.b64decode(sealed), shelf=shelf, bound_to=_bound_seed()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """A name to start from; the person may choose another."""
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the address that people use, and the product's name."""
        return {"id": super().get_public_key_credential_rp_entity()["id"], "name": "Samspill"}


def _bound_seed() -> str:
    return f"samspill1|seed|{installation_id()}"
