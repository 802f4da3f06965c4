"""Authenticated encryption, and the only module that imports ``cryptography``.

A sealed value is ``format byte | 12-byte nonce | AES-256-GCM ciphertext and tag``. What it belongs to is bound in
as associated data, so that it opens in its own row and nowhere else. Texts are padded to a few sizes, so that
"no comment" and a long complaint do not differ by length.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32
_SIZES = (512, 2_048, 8_192, 32_768)


class CannotOpen(Exception):
    """The key is wrong, or the value was changed or moved."""


def new_key() -> bytes:
    """A random 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, content: bytes, *, bound_to: str) -> bytes:
    """Encrypt bytes so that they open only with the same key and the same ``bound_to``."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def open_sealed(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """Decrypt what ``seal`` made.

    Raises:
        CannotOpen: wrong key, another row, or altered bytes.
    """
    if sealed[:1] != FORMAT:
        raise CannotOpen("unknown format")
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, bound_to.encode())
    except InvalidTag as error:
        raise CannotOpen("key, place or bytes differ") from error


def pad(content: bytes) -> bytes:
    """Length in four bytes, content, zeros up to the next common size (multiples of 32 kB above)."""
    framed = len(content).to_bytes(4, "big") + content
    size = next((size for size in _SIZES if size >= len(framed)), -(-len(framed) // _SIZES[-1]) * _SIZES[-1])
    return framed.ljust(size, b"\0")


def unpad(framed: bytes) -> bytes:
    """Undo ``pad``."""
    return framed[4 : 4 + int.from_bytes(framed[:4], "big")]


def tag(key: bytes, name: str) -> str:
    """A name's fingerprint under a key: lets a row be found without telling which question it answers."""
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()[:32]
