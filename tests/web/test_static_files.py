"""What is served to the browser: third-party files as recorded, and every style sheet of ours gathered."""

import hashlib
import json
import re
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings

import samspill.web

WEB = Path(samspill.web.__file__).parent
ROOT = WEB.parents[2]
RECORD = WEB / "static/vendor/VENDORED.md"
ALL = WEB / "static/samspill/all.css"
LINK = re.compile(r"rel=\"stylesheet\" href=\"{% static '([^']+)' %}")
IMPORT = re.compile(r'^@import "(.+)";$', re.MULTILINE)


def test_vendored_files_are_those_recorded() -> None:
    recorded = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", RECORD.read_text(encoding="utf-8")))
    present = {path for path in (WEB / "static/vendor").rglob("*") if path.is_file() and path != RECORD}
    found = {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in present}
    served = {name: digest for name, digest in recorded.items() if not name.startswith("tests/")}
    assert found == served


def test_every_style_sheet_is_linked_or_imported_once() -> None:
    templates = "".join(path.read_text(encoding="utf-8") for path in (WEB / "templates").rglob("*.html"))
    linked = [WEB / "static" / name for name in set(LINK.findall(templates))]
    imported = [(ALL.parent / name).resolve() for name in IMPORT.findall(ALL.read_text(encoding="utf-8"))]
    assert sorted(linked + imported) == sorted((WEB / "static").rglob("*.css"))


def test_what_is_served_has_them_all_in_one(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "samspill.web.static_files.GatheredStorage"}}
    for _ in ("at first", "again, over what was there"):
        call_command("collectstatic", interactive=False, verbosity=0)
        served = (
            tmp_path / json.loads((tmp_path / "staticfiles.json").read_text())["paths"]["samspill/all.css"]
        ).read_text()
        places = [
            served.index(rule) for rule in ("--ds-size-mode-font-size--sm", ".ds-sr-only{", "--paper:", ".saved {")
        ]
        assert places == sorted(places)
        assert "@import" not in served
        fonts = re.findall(r'url\("(\.\./vendor/inter/[^"]+)"\)', served)
        assert len(fonts) == 2
        assert all((tmp_path / "samspill" / name).resolve().is_file() for name in fonts)
        assert all(re.search(r"\.[0-9a-f]{12}\.woff2$", name) for name in fonts)


def test_nothing_is_fetched_from_another_host() -> None:
    ours = [*(WEB / "static").rglob("*.css"), *(WEB / "static/samspill").glob("*.js")]
    calls = {
        path.name: re.findall(
            r"(?:url\(\s*[\"']?|@import\s+[\"']|fetch\([\"'])(?:https?:)?//[^\s\"')]+", path.read_text()
        )
        for path in ours
    }
    assert {name: found for name, found in calls.items() if found} == {}
