"""Check every template against the house rules. Usage: ``python tools/lint_templates.py``.

Each rule is a function from a template's name and text to what is wrong with it, in words. Rules about how templates
hang together get the whole set.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src/samspill"
LAYOUTS = ("layouts/page.html", "layouts/quiet.html", "layouts/plain.html", "layouts/print.html")
FOUND_BY_NAME = re.compile(r"^(400|403|403_csrf|404|500)\.html$|^(account|mfa|allauth)/")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", re.DOTALL)
TRANSLATED = re.compile(r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}", re.DOTALL)
NOT_READ = re.compile(
    r"<script\b.*?</script>|\{%\s*block main_class\s*%\}.*?\{%\s*endblock[^%]*%\}", re.DOTALL | re.IGNORECASE
)
LOOSE_ATTRIBUTE = re.compile(r"\bdata-[\w-]+|\b[\w-]+=\"[^\"]*\"")
DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:aria-label|placeholder|title|alt)=(\"[^\"]*\"|'[^']*')")
FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\".*?</form>", re.DOTALL | re.IGNORECASE)
INCLUDE = re.compile(r"\{%\s*include\s+[\"']([^\"']+)[\"']\s*(.*?)%\}", re.DOTALL)
EXTENDS = re.compile(r"\{%\s*extends\s+[\"']([^\"']+)[\"']")
WORD = re.compile(r"[^\W\d_]{2,}")
NOT_WORDS = {"Samspill", "amp", "nbsp", "middot", "rarr", "larr", "hellip", "ndash", "mdash", "shy"}

FORBIDDEN = (
    (re.compile(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", re.IGNORECASE), "inline script"),
    (re.compile(r"<style\b", re.IGNORECASE), "inline style sheet"),
    (re.compile(r"<[^<>]*\sstyle\s*=", re.IGNORECASE), "style attribute"),
    (re.compile(r"<[^<>]*\son[a-z]+\s*=", re.IGNORECASE), "event attribute"),
    (re.compile(r"\bhx-on\b|\bhx-vals=['\"]js:"), "script in an htmx attribute"),
    (re.compile(r"\|\s*safe(?:seq)?\b"), "safe filter"),
    (re.compile(r"autoescape\s+off"), "autoescape off"),
    (re.compile(r"\b(?:src|href|action|poster|formaction)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE), "another host"),
)


@dataclass(frozen=True)
class Component:
    """What a component takes, as its header comment says."""

    required: frozenset[str]
    optional: frozenset[str]


def forbidden_things(text: str) -> Iterator[str]:
    """Yield whatever the content security policy, or the fear of unescaped text, forbids."""
    bare = COMMENT.sub("", text)
    yield from (name for pattern, name in FORBIDDEN if pattern.search(bare))


def unguarded_forms(text: str) -> Iterator[str]:
    """Yield a line for each form that posts without a token."""
    for form in FORM.finditer(text):
        if "csrf_token" not in form[0]:
            yield "a form that posts has no csrf_token"


def unsorted_loads(text: str) -> Iterator[str]:
    """Yield each load tag whose libraries are not in order."""
    for names in re.findall(r"\{%\s*load\s+([^%]*?)\s*%\}", text):
        if " from " not in names and names.split() != sorted(names.split()):
            yield f"load {names}: not sorted"


def untranslated(text: str) -> Iterator[str]:
    """Yield words that a reader would see or hear in English whatever the language."""
    shown = text
    for unseen in (COMMENT, NOT_READ, TRANSLATED, DJANGO):
        shown = unseen.sub(" ", shown)
    aloud = " ".join(READ_ALOUD.findall(shown))
    text_alone = LOOSE_ATTRIBUTE.sub(" ", TAG.sub(" ", shown.replace("<!doctype html>", " ")))
    for word in WORD.findall(f"{text_alone} {aloud}"):
        if word not in NOT_WORDS:
            yield f"not translated: {word}"


def without_language(text: str) -> Iterator[str]:
    """Yield a line when a whole document does not say which language it is in."""
    if re.search(r"<html\b(?![^>]*\blang=)", text):
        yield "html without lang"


def skipped_headings(text: str) -> Iterator[str]:
    """Yield each heading that is more than one level below the one before."""
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", COMMENT.sub("", text))]
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"h{below} follows h{above}"


def inputs_of(text: str) -> Component:
    """Read a component's header comment: ``inputs: name, title (optional)``."""
    found = re.search(r"\{#\s*component:.*?inputs:\s*(.*?)\s*#\}", text, re.DOTALL)
    listed = found[1] if found else "none"
    flat = re.sub(r"\([^()]*\)", _keep_optional, re.sub(r"\([^()]*\)(?=[^()]*\))", "", listed))
    required, optional = set[str](), set[str]()
    for entry in flat.split(","):
        names = [name for name in re.split(r"\s+and\s+", entry.replace("[optional]", "")) if name.strip()]
        (optional if "[optional]" in entry else required).update(name.strip() for name in names)
    return Component(frozenset(required - {"none"}), frozenset(optional))


def _keep_optional(note: re.Match[str]) -> str:
    return "[optional]" if note[0].startswith("(optional") else ""


def wrong_includes(text: str, templates: Mapping[str, str]) -> Iterator[str]:
    """Yield each include of a component that lets the page's context in, or gives what it does not take."""
    for name, rest in INCLUDE.findall(COMMENT.sub("", text)):
        if not name.startswith("components/") or name not in templates:
            continue
        takes = inputs_of(templates[name])
        given = set(re.findall(r"(\w+)=", re.sub(r"\"[^\"]*\"|'[^']*'", "''", rest)))
        if (takes.required or takes.optional) and not re.search(r"\bonly\s*$", rest):
            yield f"{name}: included without only"
        yield from (f"{name}: does not take {extra}" for extra in sorted(given - takes.required - takes.optional))
        yield from (f"{name}: needs {lacking}" for lacking in sorted(takes.required - given))


def without_heading(name: str, templates: Mapping[str, str]) -> Iterator[str]:
    """Yield a line when a page has no first heading, neither of its own nor from what it is built of."""
    parent = EXTENDS.search(templates[name])
    if parent and parent[1] in LAYOUTS and not _has_heading(name, templates) and not _is_extended(name, templates):
        yield "page without h1"


def _has_heading(name: str, templates: Mapping[str, str]) -> bool:
    text = templates.get(name, "")
    return "<h1" in text or any(_has_heading(part, templates) for part, _ in INCLUDE.findall(text))


def _is_extended(name: str, templates: Mapping[str, str]) -> bool:
    return any((parent := EXTENDS.search(text)) and parent[1] == name for text in templates.values())


def unused(templates: Mapping[str, str], code: Iterable[str]) -> list[str]:
    """List the templates that no template and no line of Python names; names made up from parts count as named."""
    named = set[str]()
    patterns: list[str] = []
    for text in templates.values():
        named.update(re.findall(r"[\"']([\w/.-]+\.(?:html|txt))(?:#\w+)?[\"']", text))
    for node in (node for text in code for node in ast.walk(ast.parse(text))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            named.add(node.value.partition("#")[0])
        if isinstance(node, ast.JoinedStr):
            patterns.append(_pattern_of(node))
    return sorted(
        name
        for name in templates
        if name not in named
        and not FOUND_BY_NAME.match(name)
        and not any(re.fullmatch(pattern, name) for pattern in patterns)
    )


def _pattern_of(text: ast.JoinedStr) -> str:
    fixed = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^/]+" for part in text.values]
    return "".join(fixed) if "/" in "".join(fixed) else "(?!)"


BY_ITSELF: tuple[Callable[[str], Iterator[str]], ...] = (
    forbidden_things,
    unguarded_forms,
    unsorted_loads,
    untranslated,
    without_language,
    skipped_headings,
)


def faults(templates: Mapping[str, str], code: Iterable[str]) -> list[str]:
    """List everything that is wrong, as ``template: fault``."""
    found = [f"{name}: {fault}" for name, text in templates.items() for rule in BY_ITSELF for fault in rule(text)]
    for name, text in templates.items():
        found += [f"{name}: {fault}" for fault in wrong_includes(text, templates)]
        found += [f"{name}: {fault}" for fault in without_heading(name, templates)]
    found += [f"{name}: used by nothing" for name in unused(templates, code)]
    return sorted(set(found))


def the_templates() -> dict[str, str]:
    """Every template of the product, by the name under which Django finds it."""
    folders = [*PACKAGE.glob("*/templates")]
    paths = [(path, folder) for folder in folders for path in folder.rglob("*") if path.suffix in {".html", ".txt"}]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path, folder in sorted(paths)}


def the_code() -> list[str]:
    """The text of every Python file in the product."""
    return [path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py"))]


def main() -> int:
    """Print the faults; 1 when there are any."""
    found = faults(the_templates(), the_code())
    print("\n".join(found) or "Every template keeps the rules.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
