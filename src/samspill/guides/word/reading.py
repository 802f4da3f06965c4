"""Reading a guide from a Word file that somebody uploads, without letting the file near the server (T13)."""

import json
import subprocess
import sys
from dataclasses import dataclass

from samspill.foundation.errors import Unacceptable
from samspill.guides.outline import LineKind, OutlineLine
from samspill.guides.word.blocks import Parsed
from samspill.guides.word.checking import check_file
from samspill.guides.word.interpreting import interpret

MOST_LINES = 400
LONGEST_WAIT = 8  # seconds by the clock, for a busy server; the process itself has two
PROGRAM = ("-I", "-m", "samspill.guides.word.child")


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a Word file was read as.

    Args:
        lines: the outline, for somebody to correct; every line of the file is among them.
        notices: what the file holds beside and was not read: ``text_boxes``, ``pictures``, ``comments``,
            ``tracked_changes`` (read as accepted), ``headers``, ``footnotes``, ``objects``.
    """

    lines: list[OutlineLine]
    notices: list[str]


def read_word(content: bytes, *, language: str) -> WordReading:
    """Read a .docx file as the outline of a guide.

    Args:
        content: the file.
        language: nb, nn or en: in which a question without its mark is known by its first word.

    Raises:
        Unacceptable: ``word_too_large``, ``word_encrypted``, ``word_old_format``, ``word_macros``, ``word_hostile``,
            ``word_unreadable``, ``word_empty`` or ``word_too_long``.
    """
    check_file(content)
    parsed = _parse_apart(content)
    lines = interpret(parsed.blocks, language)
    if all(line.kind is LineKind.LEFT_OUT for line in lines):
        raise Unacceptable("word_empty")
    if len(lines) > MOST_LINES:
        raise Unacceptable("word_too_long", most=MOST_LINES)
    return WordReading(lines, list(parsed.notices))


def _parse_apart(content: bytes) -> Parsed:
    """Parse in a process that has no environment and few means.

    Raises:
        Unacceptable: it refused the file, or fell over it.
    """
    try:
        run = subprocess.run(  # noqa: S603 our own program
            (sys.executable, *PROGRAM),
            input=content,
            capture_output=True,
            env={},
            cwd="/",
            timeout=LONGEST_WAIT,
            check=True,
        )
        said = json.loads(run.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise Unacceptable("word_unreadable") from error
    if "refused" in said:
        raise Unacceptable(said["refused"], **said["facts"])
    return Parsed.from_plain(said)
