"""Advice on the wording of an action: what makes it hard to follow up, and where in the text it shows."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from samspill.plans.wording.lexicon import LONGEST_EXAMINED, Lexicon, read_lexicon

Kind = Literal["vague", "no_verb", "nobody", "several", "sometime"]
KINDS: tuple[Kind, ...] = ("vague", "no_verb", "nobody", "several", "sometime")

_SENTENCE = re.compile(r"(?:(?![!?;\n]|(?<!\d)\.(?:\s|$)|\s\d\)\s).)+")
_JOINT = re.compile(r"(?:,|\b(?:og|samt|and)\b)\s{1,3}(?:(?:og|and)\s{1,3})?", re.IGNORECASE)
_BY = re.compile(r"\b(?:av|by)\s{1,3}(\w)")


class Advice(NamedTuple):
    """One thing that might be worded better, and where it shows (``end`` is the first sign after it)."""

    kind: Kind
    start: int
    end: int


class _Sentence(NamedTuple):
    """Where a sentence begins and ends, where its first word is, and where its main clause ends."""

    start: int
    end: int
    word: int
    main_end: int


_Found = Iterator[re.Match[str]]
_Rule = Callable[[str, Sequence[_Sentence], Lexicon], _Found]


def advise(text: str, language: str) -> list[Advice]:
    """What in the wording of an action might be better, at most one of each kind; empty when it is good.

    Args:
        text: as it was typed; only its first ``LONGEST_EXAMINED`` signs are examined.
        language: "nb", "nn" or "en".

    Raises:
        KeyError: there are no rules for the language.
    """
    lexicon, shown = read_lexicon(language), text[:LONGEST_EXAMINED]
    sentences = [_read(shown, *found.span(), lexicon) for found in _SENTENCE.finditer(shown)]
    first = ((kind, next(rule(shown, sentences, lexicon), None)) for kind, rule in _RULES.items())
    return [Advice(kind, *found.span()) for kind, found in first if found]


def _read(text: str, start: int, end: int, lexicon: Lexicon) -> _Sentence:
    word = _word_from(text, start, end, lexicon)
    apart = lexicon.apart.search(text, word, end)
    return _Sentence(start, end, word, apart.start() if apart else end)


def _word_from(text: str, place: int, end: int, lexicon: Lexicon) -> int:
    """Where the next word begins, the mark of the infinitive left out."""
    place = _letter_from(text, place, end)
    mark = lexicon.infinitive.match(text, place, end)
    return _letter_from(text, mark.end(), end) if mark else place


def _letter_from(text: str, place: int, end: int) -> int:
    return next((at for at in range(place, end) if text[at].isalpha()), end)


def _deed(text: str, place: int, lexicon: Lexicon) -> re.Match[str] | None:
    return lexicon.verbs.match(text, place) or lexicon.verbs_or_things.match(text, place)


def _vague(text: str, sentences: Sequence[_Sentence], lexicon: Lexicon) -> _Found:
    for one in sentences:
        patterns = [lexicon.attitudes]
        if not lexicon.concrete.search(text, one.start, one.end):
            patterns.append(lexicon.efforts)
        for pattern in patterns:
            found = pattern.search(text, one.start, one.end)
            if found and found.start() < one.main_end:
                yield found


def _no_verb(text: str, sentences: Sequence[_Sentence], lexicon: Lexicon) -> _Found:
    """A thing at the beginning, where neither it nor what comes after tells of anybody doing anything."""
    thing = lexicon.things.match(text, sentences[0].word) if sentences else None
    doing = (lexicon.finite, lexicon.passives, lexicon.verbs)
    if thing and not any(pattern.search(text, thing.start()) for pattern in doing):
        yield thing


def _nobody(text: str, sentences: Sequence[_Sentence], lexicon: Lexicon) -> _Found:
    """What leaves open who is to do it; behind a deed a passive only tells of what is so already."""
    is_told = bool(sentences and _deed(text, sentences[0].word, lexicon))
    for one in sentences:
        if _is_by_somebody(text, one, lexicon):
            continue
        if opening := lexicon.opening.match(text, one.word, one.end):
            yield opening
        if not is_told:
            yield from lexicon.should.finditer(text, one.word, one.main_end)
            passives = lexicon.passives.finditer(text, one.word, one.main_end)
            yield from (passive for passive in passives if not lexicon.passives_not.search(passive[0]))


def _is_by_somebody(text: str, sentence: _Sentence, lexicon: Lexicon) -> bool:
    """Whether somebody is named behind the passive."""
    names = _BY.finditer(text, sentence.start, sentence.end)
    return bool(lexicon.by.search(text, sentence.start, sentence.end)) or any(name[1].isupper() for name in names)


def _several(text: str, sentences: Sequence[_Sentence], lexicon: Lexicon) -> _Found:
    deeds = [found for one in sentences[1:] if (found := lexicon.verbs.match(text, one.word))]
    if sentences and _deed(text, sentences[0].word, lexicon):
        yield from deeds
    for one in sentences:
        joints = lexicon.several.finditer(text, one.start, one.end)
        yield from (joint for joint in joints if _deed(text, _word_from(text, joint.end(), one.end, lexicon), lexicon))
        yield from list(_joined(text, one, lexicon))[1:]


def _joined(text: str, sentence: _Sentence, lexicon: Lexicon) -> _Found:
    """The joints with a deed behind and more than a deed before: in "read, comment and file it" all have one object."""
    since = sentence.word
    for joint in _JOINT.finditer(text, sentence.word, sentence.main_end):
        if not _deed(text, joint.end(), lexicon):
            continue
        if len(text[since : joint.start()].split()) > 1:
            yield joint
        since = joint.end()


def _sometime(text: str, sentences: Sequence[_Sentence], lexicon: Lexicon) -> _Found:
    for one in sentences:
        fixed = [found.span() for found in lexicon.sometime_not.finditer(text, one.start, one.end)]
        for found in lexicon.sometime.finditer(text, one.start, one.end):
            if not any(start <= found.start() and found.end() <= end for start, end in fixed):
                yield found


_RULES: dict[Kind, _Rule] = {
    "vague": _vague,
    "no_verb": _no_verb,
    "nobody": _nobody,
    "several": _several,
    "sometime": _sometime,
}
