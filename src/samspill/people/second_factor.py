"""How django-allauth's second factors behave in this house."""

from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class HouseSecondFactors(DefaultMFAAdapter):
    """Passkeys in the house's words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That did not work. Please try again."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002
        """A name to start from; the person may choose another."""
        return gettext("My passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whom a passkey is for: the address that people use, under the product's name."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Samspill"}
