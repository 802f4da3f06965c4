"""A guide in a file that somebody hands in: read it, and say what is wrong line by line when it cannot be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from samspill.foundation.errors import Unacceptable
from samspill.guides.shape import ADDITION, YEARLY
from samspill.guides.word.reading import WordReading, read_word
from samspill.guides.yaml_format import UnreadableYaml, read_yaml
from samspill.web.guide_sentences import fault_sentence

YAML_NAMES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is wrong on a line of a file."""

    line: int
    sentence: str


def is_yaml(file: "UploadedFile[Any]") -> bool:
    """Whether a file says by its name that it is YAML; all else is taken for Word."""
    return (file.name or "").lower().endswith(YAML_NAMES)


def read_guide_file(file: "UploadedFile[Any]", *, language: str, kind: str = "") -> dict[str, Any]:
    """The document in a YAML file.

    Args:
        file: as handed in.
        language: of the texts that do not say it.
        kind: the kind that it must have; empty for any but an addition.

    Raises:
        UnreadableYaml: with all that is wrong.
        Unacceptable: it is a guide of another kind.
    """
    document = read_yaml(file.read(), language=language)
    found = document.get("kind", YEARLY)
    if kind and found != kind:
        raise Unacceptable("file_of_another_kind", field="file")
    if not kind and found == ADDITION:
        raise Unacceptable("file_is_addition", field="file")
    return {**document, "kind": found}


def read_word_file(file: "UploadedFile[Any]", *, language: str) -> WordReading:
    """What a Word file is read as, for somebody to correct.

    Raises:
        Unacceptable: at the field ``file``, with one of the codes of ``guides.word``.
    """
    try:
        return read_word(file.read(), language=language)
    except Unacceptable as error:
        raise Unacceptable(error.code, field="file", **error.facts) from error


def faults_in(error: UnreadableYaml) -> Sequence[FileFault]:
    """Every fault with its line, in the order of the file."""
    return [FileFault(fault.line, fault_sentence(fault.code, fault.facts)) for fault in error.faults]
