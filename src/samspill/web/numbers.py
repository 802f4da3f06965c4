"""Numbers as browsers send them: in addresses and hidden fields, where anybody can write anything."""

MOST_DIGITS = 9


def read_number(text: str, *, otherwise: int = 0) -> int:
    """The whole number that was sent, or another where it is none, or so long that no page can have made it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else otherwise
