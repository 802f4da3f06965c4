"""Before the first page: the installation has an identity, and the keys at hand are the right ones."""

from django.db import transaction

from samspill.confidentiality.fields import ciphertext_of
from samspill.confidentiality.keyring import CANARY, CURRENT_SHELF, KeysUnusable, keyring
from samspill.confidentiality.models import Installation, LogHead, Shelf
from samspill.confidentiality.parts import installation_id


def prepare_installation() -> None:
    """Make what a new installation needs, once: identity, the log's head, and the canary of the current shelf."""
    with transaction.atomic():
        Installation.objects.get_or_create(only=True)
        LogHead.objects.get_or_create(only=True)
        if not Shelf.objects.filter(name=CURRENT_SHELF).exists():
            canary = keyring().wrap(CANARY, shelf=CURRENT_SHELF, bound_to=_bound_canary())
            Shelf.objects.create(name=CURRENT_SHELF, canary=canary)


def assert_keys_fit() -> None:
    """Let every canary sing; nothing may be written under another installation's keys.

    Raises:
        KeysUnusable: a key is missing or is not the one that this database was written with.
    """
    for shelf in Shelf.objects.all():
        found = keyring().unwrap(ciphertext_of(shelf.canary), shelf=shelf.name, bound_to=_bound_canary())
        if found != CANARY:
            raise KeysUnusable(f"The canary of shelf {shelf.name} is another one.")


def _bound_canary() -> str:
    return f"samspill1|canary|{installation_id()}"
