"""Print ``docs/reference`` from the code. Usage: ``python tools/print_reference.py [--check]``."""

import inspect
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs/reference"
NOTE = "<!-- Printed by tools/print_reference.py; run `make docs` after a change. -->"


def retention() -> str:
    """Every stored field with its privacy class and how long it is kept."""
    from samspill.confidentiality.privacy import LIBRARIES, RETENTION_RULES, declared_models

    lines = ["# What is stored, and for how long", "", NOTE, "", "## Rules", "", *_table("Rule", "Kept")]
    lines += [f"| {name} | {rule} |" for name, rule in RETENTION_RULES.items()]
    for model in declared_models():
        lines += ["", f"## {model._meta.label}", "", _first_line(model), "", *_table("Field", "Class", "Rule")]
        declared = sorted(getattr(model, "PRIVACY", {}).items())
        lines += [f"| {name} | {field.privacy_class} | {field.rule} |" for name, field in declared]
    lines += ["", "## Tables of libraries", "", *_table("Library", "Rule")]
    return _text([*lines, *(f"| {library} | {rule} |" for library, rule in sorted(LIBRARIES.items()))])


def pages() -> str:
    """Every page: route, name, whom it is for, and what may be asked of it."""
    lines = ["# Pages", "", NOTE, "", *_table("Route", "Name", "For", "Methods")]
    for route, name, view in sorted(declared_pages(), key=lambda page: page[:2]):
        lines.append(f"| `/{route}` | {name} | {view.who} | {', '.join(methods_of(view))} |")
    return _text(lines)


def declared_pages() -> Iterator[tuple[str, str, Callable[..., object]]]:
    """Yield route, name and view of every URL that the product answers."""
    from django.urls import get_resolver

    yield from _walk("", get_resolver().url_patterns)


def methods_of(view: Callable[..., object]) -> list[str]:
    """What may be asked of a page, as ``routing.page`` was told."""
    return sorted(inspect.getclosurevars(view).nonlocals["allowed"] - {"HEAD"})


def _walk(prefix: str, patterns: Iterable[object]) -> Iterator[tuple[str, str, Callable[..., object]]]:
    from django.urls import URLPattern, URLResolver

    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(prefix + str(pattern.pattern), pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.name or "", pattern.callback


def settings() -> str:
    """What is set in the environment, as the head of the settings tells it."""
    from samspill.config import settings as module

    found = re.findall(r"^``(\w+)``\s+(.*)$", module.__doc__ or "", re.MULTILINE)
    lines = ["# Settings", "", NOTE, "", "Read from the environment; none is needed to try the product.", ""]
    return _text([*lines, *_table("Variable", "Meaning"), *(f"| `{name}` | {words} |" for name, words in found)])


def rooms() -> str:
    """What each room is for, and the order in which they may use each other."""
    lines = ["# Rooms", "", NOTE, "", "From the top down; a room uses those below it only.", ""]
    for layer in layers():
        for room in layer:
            module = import_module(f"samspill.{room}")
            lines += [f"## {room}", "", *(inspect.getdoc(module) or "").splitlines(), ""]
    return _text(lines)


def questions() -> str:
    """Every question and point of the built-in guides, with the needs that it answers to."""
    from tools.question_rows import written

    return _text(["# Questions, and the needs that they answer", "", NOTE, "", *written()])


def layers() -> list[list[str]]:
    """The order of the rooms, from the contract that keeps it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    order = next(contract["layers"] for contract in contracts if contract["id"] == "rooms")
    return [layer.split(" | ") for layer in order]


PRINTED: dict[str, Callable[[], str]] = {
    "retention.md": retention,
    "pages.md": pages,
    "settings.md": settings,
    "rooms.md": rooms,
    "questions.md": questions,
}


def stale() -> list[str]:
    """The documents that say something else than the code."""
    return [name for name, make in PRINTED.items() if _read(REFERENCE / name) != make()]


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def _table(*heads: str) -> list[str]:
    return [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Print, or check that nothing would change."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspill.config.testing")
    sys.path.insert(0, str(ROOT))  # for the other tools
    import django

    django.setup()
    if "--check" in sys.argv:
        for name in (late := stale()):
            print(f"docs/reference/{name} differs from the code; run: make docs")
        return 1 if late else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, make in PRINTED.items():
        (REFERENCE / name).write_text(make(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
