"""An open form of a question with a fault: by rule where the result is a good question, else a way to begin."""

import re
from collections.abc import Callable, Iterator

from samspill.guides.wording.faults import Fault, Found, find_faults, second_question
from samspill.guides.wording.lexicon import LONGEST_EXAMINED, Lexicon, read_lexicon
from samspill.guides.wording.reading import Kind, hide_quotations, read_sentences


def suggest(text: str, found: Found, language: str) -> str:
    """What might be asked instead of ``text``: a question without any fault, or the language's way to begin."""
    lexicon = read_lexicon(language)
    tried = _WAYS[found.fault](text[:LONGEST_EXAMINED], found, lexicon)
    good = (one for one in tried if one and _is_good(one, language))
    return next(good, lexicon.starters[found.fault])


def _is_good(suggestion: str, language: str) -> bool:
    return all(not find_faults(line, language) for line in suggestion.splitlines())


def _open(text: str, _found: Found, lexicon: Lexicon) -> Iterator[str]:
    """The closed question asked by what, how or when."""
    yield from _rewritten("closed", _without_tag(text, lexicon), lexicon)


def _unbiased(text: str, found: Found, lexicon: Lexicon) -> Iterator[str]:
    """The question without the scene that judges, or without the judging word."""
    yield from _question_alone(text, found.end, lexicon)
    if word := lexicon.patterns["removable"].search(text):
        bare = f"{text[: word.start('word')]}{text[word.end('word') :].lstrip()}"
        yield lexicon.patterns["needless_determiner"].sub(r"\g<noun>", bare)
    plain = _without_tag(text, lexicon)
    yield from _rewritten("leading", plain, lexicon)
    yield from _rewritten("closed", plain, lexicon)


def _apart(text: str, _found: Found, lexicon: Lexicon) -> Iterator[str]:
    """The two questions, each on its line; a closed one opened."""
    halves = _halves(text, lexicon)
    if len(halves) == 2:
        yield "\n".join(_opened(half, lexicon) for half in halves)


def _opened(half: str, lexicon: Lexicon) -> str:
    sentence = read_sentences(f"{hide_quotations(half)}?", lexicon)[0]
    if sentence.kind is Kind.INVITING:
        return _capital(half) + "."
    rewritten = () if sentence.kind is Kind.OPEN else _rewritten("closed", half, lexicon)
    return next(iter(rewritten), _as_question(half))


def _halves(text: str, lexicon: Lexicon) -> list[str]:
    shown = hide_quotations(text)
    asking = [sentence for sentence in read_sentences(shown, lexicon) if sentence.is_asking]
    for sentence in asking:
        place = second_question(shown, sentence, lexicon)
        if place is not None:
            joint = max(found.start() for found in lexicon.patterns["joint"].finditer(shown, 0, place))
            return [text[sentence.core : joint], text[place : sentence.end]]
    return [text[sentence.core : sentence.end] for sentence in asking]


def _blameless(text: str, _found: Found, lexicon: Lexicon) -> Iterator[str]:
    """What it takes, or what came in the way, instead of why not."""
    yield from _rewritten("accusing", text, lexicon)


def _shorter(text: str, _found: Found, lexicon: Lexicon) -> Iterator[str]:
    """The question without the scene before it."""
    yield from _question_alone(text, 0, lexicon)


def _question_alone(text: str, begins_after: int, lexicon: Lexicon) -> Iterator[str]:
    """What is asked without what stands before it, unless it points back there."""
    for sentence in read_sentences(hide_quotations(text), lexicon):
        question = text[sentence.core : sentence.end]
        if (
            sentence.core >= begins_after
            and sentence.kind is Kind.OPEN
            and not lexicon.patterns["empty"].fullmatch(question)
        ):
            yield _as_question(lexicon.patterns["joining"].sub("", question, count=1))


def _rewritten(kind: str, text: str, lexicon: Lexicon) -> Iterator[str]:
    question = _plain(text)
    for rewriting in lexicon.rewritings[kind]:
        if found := rewriting.form.fullmatch(question):
            yield _as_question(found.expand(rewriting.becomes))


def _without_tag(text: str, lexicon: Lexicon) -> str:
    return lexicon.patterns["tag"].sub("", _plain(text))


def _plain(text: str) -> str:
    stripped = re.sub(r"\s+", " ", text).strip(" .?!…")
    return stripped[:1].lower() + stripped[1:]


def _as_question(text: str) -> str:
    return _capital(text) + "?"


def _capital(text: str) -> str:
    stripped = re.sub(r"\s+", " ", text).strip(" .?!…,;:")
    return stripped[:1].upper() + stripped[1:]


_WAYS: dict[Fault, Callable[[str, Found, Lexicon], Iterator[str]]] = {
    "closed": _open,
    "leading": _unbiased,
    "double": _apart,
    "accusing": _blameless,
    "too_long": _shorter,
}
