"""Finding what is wrong with the wording of a question: which fault, and where in the text it shows.

The faults and where they begin are those of ``docs/reference/wording-help.md``; the advice to ask openly and one thing
at a time is that of seed 004.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

from samspill.guides.wording.lexicon import LONGEST_EXAMINED, Lexicon, read_lexicon
from samspill.guides.wording.reading import Kind, Sentence, hide_quotations, kind_at, read_sentences

Fault = Literal["closed", "leading", "double", "accusing", "too_long"]
FAULTS: tuple[Fault, ...] = ("closed", "leading", "double", "accusing", "too_long")
MOST_WORDS = 30

_CLOSED = {Kind.YES_OR_NO, Kind.DEGREE, Kind.STATING}
_WORD = re.compile(r"\S+")


class Found(NamedTuple):
    """A fault and the part of the text that has it; ``end`` is the first sign after it."""

    fault: Fault
    start: int
    end: int


def find_faults(text: str, language: str) -> list[Found]:
    """The faults of a question, at most one of each kind, in the order of ``FAULTS``.

    Args:
        text: as it was typed; only its first ``LONGEST_EXAMINED`` signs are examined.
        language: "nb", "nn" or "en".

    Raises:
        KeyError: there are no rules for the language.
    """
    lexicon = read_lexicon(language)
    shown = hide_quotations(text[:LONGEST_EXAMINED])
    sentences = read_sentences(shown, lexicon)
    return [
        *_closed(shown, sentences, lexicon),
        *_leading(shown, sentences, lexicon),
        *_double(shown, sentences, lexicon),
        *_matching("accusing", shown, sentences, (lexicon.accusing,)),
        *_too_long(shown),
    ]


def _closed(text: str, sentences: list[Sentence], lexicon: Lexicon) -> Iterator[Found]:
    """A text is closed when all that it asks is."""
    asking = [sentence for sentence in sentences if sentence.is_asking]
    if asking and all(_is_closed(text, sentence, lexicon) for sentence in asking):
        yield Found("closed", asking[0].core, asking[-1].end)


def _is_closed(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    question = text[sentence.core : sentence.end]
    if any(lexicon.patterns[name].search(text[sentence.start : sentence.end]) for name in ("tag", "alternatives")):
        return True
    second = second_question(text, sentence, lexicon)
    if second is not None and kind_at(text, second, lexicon) not in _CLOSED:
        return False
    return sentence.kind in _CLOSED and bool(question)


def _double(text: str, sentences: list[Sentence], lexicon: Lexicon) -> Iterator[Found]:
    asking = [sentence for sentence in sentences if sentence.mark == "?"]
    for earlier, later in pairwise(asking):
        if not lexicon.patterns["bare"].fullmatch(text, later.start, later.end):
            yield Found("double", earlier.start, later.end)
            return
    for sentence in sentences:
        second = second_question(text, sentence, lexicon)
        if second is not None:
            yield Found("double", second, sentence.end)
            return


def second_question(text: str, sentence: Sentence, lexicon: Lexicon) -> int | None:
    """Where a second question or request begins that is joined to the sentence's own; None when there is none."""
    if not sentence.is_asking:
        return None
    patterns = lexicon.patterns
    for joint in patterns["joint"].finditer(text, sentence.core, sentence.end):
        first, rest = text[sentence.core : joint.start()], text[joint.end() : sentence.end]
        forms = _seconds(first, joint[0], sentence, lexicon)
        is_second = any(patterns[name].match(rest) for name in forms) and not patterns["same_thing"].match(rest)
        if is_second and _asks_by_itself(first, sentence, lexicon):
            return joint.end()
    return None


def _seconds(first: str, joint: str, sentence: Sentence, lexicon: Lexicon) -> Iterator[str]:
    """The forms that a second question may have after this joint.

    A request looks like an infinitive, so it counts after another request or after a comma only; and what follows
    "have you …" may be another deed without a verb of its own.
    """
    yield from ("second_open", "second_verb")
    if sentence.kind is Kind.INVITING or lexicon.patterns["parting"].match(joint):
        yield "second_request"
    if lexicon.patterns["perfect"].match(first):
        yield "second_deed"


def _asks_by_itself(first: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether what stands before a joint is a whole question or request: "by whom, and when, …" is not."""
    if sentence.kind is Kind.INVITING:
        return len(first.split()) > 2
    return bool(lexicon.patterns["has_verb"].search(first))


def _leading(text: str, sentences: list[Sentence], lexicon: Lexicon) -> Iterator[Found]:
    """A leading wording anywhere, else a judgement in what is said before the question."""
    found = [*_matching("leading", text, sentences, (lexicon.leading, lexicon.patterns["tag"]))]
    if any(sentence.is_asking for sentence in sentences):
        scenes = [replace(one, end=one.core) if one.is_asking else one for one in sentences]
        found += _matching("leading", text, scenes, (lexicon.patterns["judging_scene"],))
    yield from found[:1]


def _matching(
    fault: Fault, text: str, sentences: list[Sentence], patterns: tuple[re.Pattern[str], ...]
) -> Iterator[Found]:
    """The first place in any sentence that one of the patterns describes."""
    for sentence in sentences:
        for pattern in patterns:
            if found := pattern.search(text[sentence.start : sentence.end]):
                yield Found(fault, sentence.start + found.start(), sentence.start + found.end())
                return


def _too_long(text: str) -> Iterator[Found]:
    """More words than anybody keeps in mind, everything before the question counted."""
    words = [word for word in _WORD.finditer(text) if any(sign.isalnum() for sign in word[0])]
    if len(words) > MOST_WORDS:
        yield Found("too_long", words[0].start(), words[-1].end())
