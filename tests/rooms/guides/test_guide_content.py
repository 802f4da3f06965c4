"""The built-in guides as guides: each has the parts of its kind, says what it must, and answers to the seeds' rows."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from samspill.guides.checking import check
from samspill.guides.shape import LANGUAGES, items
from samspill.guides.yaml_format import read_yaml

KINDS = {
    "full": "yearly",
    "goals": "yearly",
    "short": "yearly",
    "follow-up": "follow_up",
    "start": "start",
    "senior": "senior",
    "pay": "pay",
    "end": "end",
}
GUIDES = tuple(KINDS)
PREFIXED = ("goals", "follow-up", "start", "senior", "pay", "end")
NEVER_FILED = ("pay", "end")
FILED = tuple(name for name in GUIDES if name not in NEVER_FILED)
READERS, ARCHIVE = "about-who-can-read", "about-archive-and-access"
TOLD = (READERS, ARCHIVE, "about-purpose", "about-rights", "about-preparation", "about-other-conversations")
KNOWN = {f"S{n:02}" for n in range(1, 40)}
TO_COVER = {f"S{n:02}" for n in (*range(1, 6), *range(9, 12), 13, *range(21, 24), *range(25, 40))}
WORDING: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("wording.yaml").read_text(encoding="utf-8"))


def source(name: str) -> bytes:
    return (files("samspill.guides") / "content" / f"{name}.yaml").read_bytes()


CONTENT: dict[str, dict[str, Any]] = {name: yaml.safe_load(source(name)) for name in (*GUIDES, "menu")}


def questions(name: str) -> list[dict[str, Any]]:
    return [question for theme in CONTENT[name]["themes"] for question in theme["questions"]]


def section(name: str, told: str) -> dict[str, str]:
    """What a section of a guide's information says, found by the end of its key."""
    (text,) = [one["text"] for one in CONTENT[name]["information"] if one["key"].endswith(told)]
    found: dict[str, str] = text
    return found


def items_of(name: str) -> Iterator[dict[str, Any]]:
    yield from (dict(one) for _, _, one in items(CONTENT[name]))


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_read_without_fault(name: str) -> None:
    read = read_yaml(source(name), language="nb")
    assert read["kind"] == KINDS[name]
    assert check(read, languages=LANGUAGES) == []


@pytest.mark.parametrize("name", PREFIXED)
def test_a_newer_guide_puts_its_name_before_its_keys(name: str) -> None:
    assert [one["key"] for one in items_of(name) if not one["key"].startswith(f"{name}-")] == []


@pytest.mark.parametrize(
    ("name", "employee", "leader", "checks", "themes"),
    [
        ("full", 7, 9, 3, range(12, 15)),
        ("goals", 8, 7, 3, range(10, 13)),
        ("short", 10, 5, 3, range(4, 7)),
        ("follow-up", 4, 3, 1, range(4, 6)),
        ("start", 7, 5, 2, range(7, 9)),
        ("senior", 6, 4, 2, range(6, 8)),
        ("pay", 6, 5, 2, range(4, 6)),
        ("end", 6, 5, 2, range(5, 7)),
    ],
)
def test_a_guide_has_the_points_and_themes_of_its_kind(
    name: str, employee: int, leader: int, checks: int, themes: range
) -> None:
    guide = CONTENT[name]
    assert len(guide["employee_points"]) == employee
    assert [bool(point.get("check")) for point in guide["leader_points"]] == [False] * leader + [True] * checks
    assert len(guide["themes"]) in themes
    assert all(2 <= len(theme["questions"]) <= 4 for theme in guide["themes"])
    assert all(isinstance(theme["focus_ahead"], bool) for theme in guide["themes"])
    assert any(theme.get("actions_ahead") for theme in guide["themes"])
    assert 3 <= len(guide["purpose"]) <= 6
    assert 6 <= len(guide["information"]) <= 8
    assert 4 <= len(guide["expectations"]) <= 6
    assert guide["expectations"][0]["key"].endswith("expect-confidential")
    assert 2 <= len(guide["evaluation"]) <= 3
    assert 4 <= len(guide["closing"]) <= 8


@pytest.mark.parametrize("name", GUIDES)
def test_the_information_tells_rights_readers_archive_and_what_is_for_other_conversations(name: str) -> None:
    keys = [section["key"] for section in CONTENT[name]["information"]]
    lacking = [told for told in TOLD if not any(key.endswith(told) for key in keys)]
    assert lacking == []


@pytest.mark.parametrize(("told", "names"), [(READERS, GUIDES), (ARCHIVE, FILED)])
def test_readers_and_archive_are_told_in_the_same_words_wherever_they_are_the_same(
    told: str, names: tuple[str, ...]
) -> None:
    texts = [section(name, told) for name in names]
    assert all(text == texts[0] for text in texts)


@pytest.mark.parametrize("name", NEVER_FILED)
def test_what_is_never_filed_says_so_and_tells_the_rest_of_access_like_the_others(name: str) -> None:
    assert "sends nothing from this conversation to the organisation's archive" in section(name, ARCHIVE)["en"]
    for language in LANGUAGES:
        alike = section("full", ARCHIVE)[language].split(". ")[-3:]
        assert section(name, ARCHIVE)[language].split(". ")[-3:] == alike
    assert "S18" not in CONTENT[name]["rows"]


@pytest.mark.parametrize("name", GUIDES)
def test_every_theme_advises_the_leader(name: str) -> None:
    assert [theme["key"] for theme in CONTENT[name]["themes"] if "leader_advice" not in theme] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_belongs_elsewhere_is_said_with_where(language: str) -> None:
    for name in GUIDES:
        hints = [theme["private_hint"][language] for theme in CONTENT[name]["themes"] if "private_hint" in theme]
        assert len(hints) >= 2, name
        for hint in hints:
            assert any(place in hint.lower() for place in WORDING["elsewhere"][language]), hint


def test_the_organisations_own_words_stand_where_they_are_needed() -> None:
    shown = {name: {one for theme in CONTENT[name]["themes"] for one in theme.get("shows", ())} for name in GUIDES}
    assert shown == {
        "full": {"goals", "strategy", "values", "senior_measures"},
        "goals": {"goals", "strategy"},
        "short": {"goals"},
        "follow-up": {"goals"},
        "start": {"goals", "values"},
        "senior": {"senior_measures"},
        "pay": set(),
        "end": set(),
    }


def test_what_concerns_only_some_comes_up_only_when_wished_for() -> None:
    wished_for = {name: [theme["key"] for theme in CONTENT[name]["themes"] if theme.get("optional")] for name in GUIDES}
    found = {name: keys for name, keys in wished_for.items() if keys}
    assert found == {"full": ["senior"], "pay": ["pay-parental-leave"]}


def test_the_end_of_probation_is_named_as_another_conversation() -> None:
    told = {one["key"]: one["title"] for one in CONTENT["start"]["information"]}
    assert "another conversation" in told["start-about-probation"]["en"]


@pytest.mark.parametrize("name", ["senior", "end"])
def test_a_conversation_that_nobody_has_to_have_says_so(name: str) -> None:
    assert "say no without saying why" in section(name, "about-voluntary")["en"]


def test_what_is_said_on_leaving_is_used_against_nobody() -> None:
    told = section("end", "about-voluntary")["en"]
    assert "not to be used against you" in told
    assert "reference" in told


def test_the_pay_conversation_tells_the_rights_of_the_collective_agreement() -> None:
    told = section("pay", "about-rights")["en"]
    for right in ("within 14 days", "your union representative", "A record is written only if you ask for one"):
        assert right in told
    assert "There is a record only if you have asked for one" in section("pay", ARCHIVE)["en"]


def test_no_amount_is_decided_in_the_pay_conversation() -> None:
    assert "No amounts are decided here" in section("pay", "about-no-negotiation")["en"]


def rows_of(name: str) -> set[str]:
    """The rows that the items of a file answer to."""
    return {row for one in items_of(name) for row in one.get("rows", ())}


def test_together_they_cover_the_rows_that_the_seeds_ask_for() -> None:
    assert TO_COVER - {row for name in CONTENT for row in rows_of(name)} == set()


def test_only_known_rows_are_named_each_once_and_in_order() -> None:
    for name in GUIDES:
        for one in (CONTENT[name], *items_of(name)):
            rows = one.get("rows", [])
            assert rows == sorted(set(rows)), one["key"]
            assert set(rows) <= KNOWN, one["key"]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_lists_the_rows_that_its_items_answer_to(name: str) -> None:
    assert set(CONTENT[name]["rows"]) == rows_of(name)


@pytest.mark.parametrize("name", GUIDES)
def test_every_question_and_point_of_a_guide_answers_to_a_row(name: str) -> None:
    points = (*CONTENT[name]["employee_points"], *CONTENT[name]["leader_points"])
    assert [item["key"] for item in (*points, *questions(name)) if not item.get("rows")] == []
