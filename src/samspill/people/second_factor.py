"""How django-allauth's second factors behave in this house."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.secrets import open_secret, seal_secret

# What the library raises for an answer of a shape that no browser sends.
MISSHAPEN = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


class HouseSecondFactors(DefaultMFAAdapter):
    """Passkeys in the house's words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not work. Please try again."),
    }

    def encrypt(self, text: str) -> str:
        """Seal the seed of recovery codes before it is stored."""
        return seal_secret(text, purpose="second factor")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored seed."""
        return open_secret(encrypted_text, purpose="second factor")

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """A name to start from; the person may choose another."""
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the address that people use, under the product's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Samspill"}
