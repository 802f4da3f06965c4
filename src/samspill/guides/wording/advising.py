"""Advice on the wording of a question: what is wrong, where, and an open form of it."""

from typing import NamedTuple

from samspill.guides.wording.faults import Fault, find_faults
from samspill.guides.wording.rewriting import suggest


class Advice(NamedTuple):
    """One fault of a text, where it shows (``end`` is the first sign after it), and what might be asked instead.

    The suggestion is in the text's language: the question put otherwise where a rule can do it, and a way to begin
    where none can.
    """

    fault: Fault
    start: int
    end: int
    suggestion: str


def advise(text: str, language: str) -> list[Advice]:
    """Advice on one text that asks somebody something; empty when its wording is good.

    Args:
        text: as it was typed; only its first ``LONGEST_EXAMINED`` signs are examined.
        language: "nb", "nn" or "en".

    Raises:
        KeyError: there are no rules for the language.
    """
    return [Advice(*found, suggest(text, found, language)) for found in find_faults(text, language)]
