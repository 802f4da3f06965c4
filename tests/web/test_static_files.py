"""What is served to the browser: third-party files as recorded, and every stylesheet of ours linked."""

import hashlib
import re
from pathlib import Path

import samspill.web

WEB = Path(samspill.web.__file__).parent
ROOT = WEB.parents[2]
RECORD = WEB / "static/vendor/VENDORED.md"


def test_vendored_files_are_those_recorded() -> None:
    recorded = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", RECORD.read_text(encoding="utf-8")))
    present = {path for path in (WEB / "static/vendor").rglob("*") if path.is_file() and path != RECORD}
    found = {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in present}
    served = {name: digest for name, digest in recorded.items() if not name.startswith("tests/")}
    assert found == served


def test_every_stylesheet_is_linked_once() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html"))
    linked = set(re.findall(r"rel=\"stylesheet\" href=\"{% static '([^']+)' %}", templates))
    written = [str(path.relative_to(WEB / "static")) for path in (WEB / "static").rglob("*.css")]
    assert sorted(linked) == sorted(written)


def test_nothing_is_fetched_from_another_host() -> None:
    ours = [*(WEB / "static").rglob("*.css"), *(WEB / "static/samspill").glob("*.js")]
    calls = {
        path.name: re.findall(
            r"(?:url\(\s*[\"']?|@import\s+[\"']|fetch\([\"'])(?:https?:)?//[^\s\"')]+", path.read_text()
        )
        for path in ours
    }
    assert {name: found for name, found in calls.items() if found} == {}
