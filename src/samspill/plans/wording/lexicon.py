"""The words and phrases of each language, read once from ``nb.yaml``, ``nn.yaml`` and ``en.yaml``."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from samspill.conversations.compass.phrases import any_of
from samspill.foundation.yaml_files import read_yaml

LANGUAGES = ("nb", "nn", "en")
LONGEST_EXAMINED = 500
"""Signs of a text that are examined: as many as the field holds."""


@dataclass(frozen=True)
class Lexicon:
    """What the rules know of one language, each list as one pattern.

    Attributes:
        verbs: deeds, as an action begins with them.
        verbs_or_things: the same, where the word names a thing as well.
        finite: forms of verbs that show that somebody does something, wherever they stand.
        passives: forms of verbs that leave out who does it.
        passives_not: what only looks like them.
        opening: how a sentence begins that leaves open who is to do something.
        should: leaves it open wherever it stands in the main clause.
        infinitive: the mark of one, which may stand before a deed.
        by: who does it after all, behind a passive; so does any name.
        apart: where a clause of its own begins.
        things: what a text begins with that names a thing or a state.
        attitudes: attitudes and directions: vague whatever stands beside them.
        efforts: vague unless something that can be seen stands beside them.
        concrete: something that can be seen.
        several: joins a second action to the first.
        sometime: times that never fall due.
        sometime_not: what only looks like them.
    """

    verbs: re.Pattern[str]
    verbs_or_things: re.Pattern[str]
    finite: re.Pattern[str]
    passives: re.Pattern[str]
    passives_not: re.Pattern[str]
    opening: re.Pattern[str]
    should: re.Pattern[str]
    infinitive: re.Pattern[str]
    by: re.Pattern[str]
    apart: re.Pattern[str]
    things: re.Pattern[str]
    attitudes: re.Pattern[str]
    efforts: re.Pattern[str]
    concrete: re.Pattern[str]
    several: re.Pattern[str]
    sometime: re.Pattern[str]
    sometime_not: re.Pattern[str]


@cache
def read_lexicon(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        KeyError: there are no rules for the language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    source = read_yaml(Path(__file__).with_name(f"{language}.yaml"))
    return Lexicon(**{name: any_of(phrases) for name, phrases in source.items()})
