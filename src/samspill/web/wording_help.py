"""Advice on the wording of questions as pages show it: why in one line, and what to put in instead."""

from dataclasses import dataclass
from functools import lru_cache

from samspill.guides.wording import LANGUAGES, Advice, advise
from samspill.web.draft_words import Words
from samspill.web.wording_sentences import WHY

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """What is wrong with one line of a text, and how it could be asked.

    Args:
        line: which of the text's lines, from 0.
        quoted: the line itself, where the text has several.
        suggestion: a question to put in its place, or else how to begin; two questions stand on a line each.
        is_question: whether the suggestion can be put in as it stands.
    """

    why: Words
    line: int
    quoted: str
    suggestion: str
    is_question: bool


def advice_on(text: str, language: str, *, is_helping: bool = False) -> list[AdviceLine]:
    """Advice on each line of a text that asks something: the first fault of a line, for the first few lines.

    Args:
        text: as it was typed.
        language: nb, nn or en; for others there is no advice.
        is_helping: whether it is a helping question, which may hang a second question on the first.
    """
    if language not in LANGUAGES:
        return []
    lines = text.splitlines()
    left_out = {"double"} if is_helping else set()
    found = (
        (number, line, [one for one in advise(line, language) if one.fault not in left_out])
        for number, line in enumerate(lines)
        if line.strip()
    )
    told = [_line(number, line if len(lines) > 1 else "", faults) for number, line, faults in found if faults]
    return told[:MOST_SHOWN]


@lru_cache(maxsize=4096)
def advice_on_guide(text: str, language: str, *, is_helping: bool = False) -> list[AdviceLine]:
    """The same for the text of a guide, which is for everybody and so may be kept in memory."""
    return advice_on(text, language, is_helping=is_helping)


def _line(number: int, quoted: str, faults: list[Advice]) -> AdviceLine:
    """Of several faults the one that a question can be put instead of, so that there is something to do at once."""
    fault = next((one for one in faults if _is_question(one.suggestion)), faults[0])
    return AdviceLine(WHY[fault.fault], number, quoted.strip(), fault.suggestion, _is_question(fault.suggestion))


def _is_question(suggestion: str) -> bool:
    return all(line.endswith("?") for line in suggestion.splitlines())
