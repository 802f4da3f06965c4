"""What stands in the way of publishing a draft, as sentences with a link to the very field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from samspill.guides.checking import Fault
from samspill.guides.shape import PARTS, Json, items
from samspill.guides.texts import in_language
from samspill.web.draft_words import HEAD
from samspill.web.guide_names import LANGUAGES, name_of_part, name_of_place
from samspill.web.guide_sentences import fault_sentence


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing to mend: where it is, what is wrong, and the address of the field in the editor."""

    place: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class MissingLine:
    """How many texts there are not in a language, and the address of the first of them."""

    language: str
    count: int
    url: str


def faults_to_mend(content: Json, faults: Iterable[Fault], *, key: str, language: str) -> Sequence[FaultLine]:
    """The faults that stop publishing, in the order of the document.

    Args:
        content: the draft.
        faults: what ``checking.check`` found in it.
        key: the guide's.
        language: nb, nn or en, in which themes and questions are named.
    """
    written_in = _written_in(content)
    words = {path: in_language(one.get(shape.texts[0].name), language) for path, shape, one in items(content)}
    return [
        FaultLine(_place(fault, words), fault_sentence(fault.code, fault.facts), editor_address(key, fault, written_in))
        for fault in faults
        if fault.is_blocking
    ]


def missing_by_language(content: Json, faults: Iterable[Fault], *, key: str) -> Sequence[MissingLine]:
    """How many texts are missing in each language that is not complete."""
    written_in = _written_in(content)
    return [
        MissingLine(str(LANGUAGES[fault.language]), int(fault.facts["count"]), editor_address(key, fault, written_in))
        for fault in faults
        if fault.code == "missing_language"
    ]


def editor_address(key: str, fault: Fault, written_in: str) -> str:
    """The address in the editor of the field that a fault is at, beside the language that the guide is written in."""
    names = fault.path.split(".")
    part = ".".join(names[:2]) if names[0] == "themes" else names[0] if names[0] in PARTS else HEAD
    editor = f"{reverse('draft', kwargs={'key': key})}?vis=mangler&del={part}"
    if not fault.language:
        return f"{editor}#{fault.path}"
    languages = ",".join(dict.fromkeys([written_in, fault.language]))
    return f"{editor}&sprak={languages}#{fault.path}@{fault.language}"


def _written_in(content: Json) -> str:
    """The first language that the guide has a title in."""
    return next((one for one in LANGUAGES if content.get("title", {}).get(one)), "nb")


def _place(fault: Fault, words: dict[str, str]) -> str:
    """The theme and what stands in it: “Cooperation: Helping question, How do we …”."""
    names = fault.path.split(".")
    theme = words.get(".".join(names[:2]), "") if names[0] == "themes" else ""
    what = name_of_place(fault.path)
    own = words.get(".".join(names[:4]), "") if len(names) > 3 else ""
    told = [theme or name_of_part(fault.path), what, f"“{own}”" if own else ""]
    return " · ".join(dict.fromkeys(one for one in told if one))
