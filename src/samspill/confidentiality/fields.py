"""The box: a sealed value says "[sealed]" wherever it is printed, logged or rendered, and has no power to open."""

from typing import Any

from django.db import models


class SealedBytes:
    """Ciphertext as it was loaded. Only the gate takes the bytes out."""

    __slots__ = ("_ciphertext",)

    def __init__(self, ciphertext: bytes) -> None:
        self._ciphertext = ciphertext

    def __repr__(self) -> str:
        return "[sealed]"

    __str__ = __repr__

    def __reduce__(self) -> Any:
        raise TypeError("A sealed value is not passed on; open it through the gate.")


def ciphertext_of(box: SealedBytes) -> bytes:
    """The bytes inside, for the gate."""
    return box._ciphertext


class SealedField(models.BinaryField[Any, Any]):
    """A column of ciphertext that loads as ``SealedBytes``."""

    def from_db_value(self, value: Any, *_: Any) -> SealedBytes | None:
        """Put what the database gives into the box."""
        return None if value is None else SealedBytes(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Take ciphertext out of the box on its way to the database."""
        plain = ciphertext_of(value) if isinstance(value, SealedBytes) else value
        return super().get_db_prep_value(plain, connection, prepared)
