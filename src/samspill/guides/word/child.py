"""The process that parses: ``python -I -m samspill.guides.word.child``; a file on standard input, JSON on standard output.

It gives up its means before it sees the file: memory, time, new files. It has no environment and loads no Django.
"""

import encodings.cp437  # noqa: F401 names in archives are read with it, and no file can be opened by then
import json
import resource
import sys
from typing import Any

from samspill.foundation.errors import Unacceptable
from samspill.guides.word.checking import MOST_BYTES, check_file, check_parts
from samspill.guides.word.parsing import parse

LIMITS = {
    resource.RLIMIT_AS: 512 * 1024**2,
    resource.RLIMIT_CPU: 2,  # seconds; a form takes a fifth of one
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_NOFILE: 3,
    resource.RLIMIT_NPROC: 0,
}


def give_up_means() -> None:
    """Set the limits; none of them can be raised again."""
    for limit, most in LIMITS.items():
        resource.setrlimit(limit, (most, most))


def answer(content: bytes) -> dict[str, Any]:
    """The parsed document as plain values, or the code under which it is refused."""
    try:
        check_file(content)
        check_parts(content)
        return parse(content).as_plain()
    except Unacceptable as refusal:
        return {"refused": refusal.code, "facts": refusal.facts}
    except Exception:  # a parser may fall over in any way; all of them mean the same
        return {"refused": "word_unreadable", "facts": {}}


def main() -> None:
    """Read, parse, write."""
    give_up_means()
    json.dump(answer(sys.stdin.buffer.read(MOST_BYTES + 1)), sys.stdout)


if __name__ == "__main__":
    main()
