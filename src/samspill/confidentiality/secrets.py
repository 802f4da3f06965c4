"""Small secrets of the program itself, sealed under the shelf key: a copy of the database alone opens no door.

The seed of recovery codes is one.
"""

import base64

from samspill.confidentiality.keyring import CURRENT_SHELF, keyring
from samspill.confidentiality.parts import installation_id


def seal_secret(text: str, *, purpose: str) -> str:
    """Seal a secret for one purpose; the result is text that a column can hold."""
    sealed = keyring().wrap(text.encode(), shelf=CURRENT_SHELF, bound_to=_bound(purpose))
    return f"{CURRENT_SHELF}:{base64.b64encode(sealed).decode()}"


def open_secret(sealed: str, *, purpose: str) -> str:
    """Open what ``seal_secret`` made for the same purpose.

    Raises:
        KeysUnusable: the key at hand is another one, or the value was made for another purpose.
    """
    shelf, _, content = sealed.partition(":")
    return keyring().unwrap(base64.b64decode(content), shelf=shelf, bound_to=_bound(purpose)).decode()


def _bound(purpose: str) -> str:
    return f"samspill1|secret|{installation_id()}|{purpose}"
