"""Guides as YAML: out and in again to the letter, and every fault of a file told at once, with its line."""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as some

from samspill.guides.checking import check
from samspill.guides.shape import HEAD, INNER, KEY, KINDS, LANGUAGES, LONGEST_KEY, PARTS, Item, TextField, parts_of
from samspill.guides.yaml_format import EXPECTED, UnreadableYaml, read_yaml, write_yaml
from samspill.guides.yaml_tree import LARGEST, MOST_FAULTS, MOST_NODES, PROBLEMS
from samspill.guides.yaml_writing import WIDTH
from samspill.web.guide_sentences import FILE_SENTENCES, fault_sentence

DOCUMENTATION = Path(__file__).resolve().parents[3] / "docs/using/guide-as-yaml.md"
BUILT_IN = sorted(one.name for one in (files("samspill.guides") / "content").iterdir() if one.name.endswith(".yaml"))
TRICKY = [
    *("no", "yes", "null", "~", "on", "12", "1.5", "2026-04-14", "=", "<<", "- a", "? a", "| a", "> a", "---", "..."),
    *("a: b", "a #b", "a:", "#", "'", '"', "\\", "&a", "*a", "!a", "%a", "@a", "`a", "[a]", "{a}", "a, b"),
    *(" a", "a ", "a\n", "a\n\n", "\na", "a\n b", "a \nb", "\ta", "a\tb", "a\r\nb", "\u2003 a"),
    *("a\u2028b", "a\x85b", "\ufeffa", "\x00", "\ufffe", "🙂", "\U0010ffff", "e\u0301"),
    *("x" * 200, "a  b " * 40 + "c", "word " * 50 + "end", "a \u2003 " * 60 + "b", "word\n" * 5 + "end"),
    *(("word " * 30 + "\n") * 2 + "end", "long\n\n\n" + "word " * 50 + "x"),
]


def texts(field: TextField) -> some.SearchStrategy[dict[str, str]]:
    fitting = [text for text in TRICKY if len(text) <= field.longest]
    anything = some.text(min_size=1, max_size=field.longest) | some.sampled_from(fitting)
    lines = some.lists(some.sampled_from(["word", "Ærlig", "a:", "- b", " ", "  ", "\n", "\n\n", "#"]), max_size=60)
    text = (anything | lines.map(" ".join).map(lambda text: text[: field.longest])).filter(
        lambda text: bool(text.strip())
    )
    return some.dictionaries(some.sampled_from(LANGUAGES), text, min_size=1)


def items(item: Item) -> some.SearchStrategy[list[dict[str, Any]]]:
    required = {field.name: texts(field) for field in item.texts if field.is_required}
    optional: dict[str, Any] = {field.name: texts(field) for field in item.texts if not field.is_required}
    optional |= {flag.name: some.booleans() for flag in item.flags}
    optional |= {
        choices.name: some.sets(some.sampled_from(choices.among)).map(
            lambda chosen, among=choices.among: [one for one in among if one in chosen]
        )
        for choices in item.choices
    }
    optional |= {
        link: some.from_regex(KEY, fullmatch=True).filter(lambda key: len(key) < LONGEST_KEY) for link in item.links
    }
    if item.inner:
        required[item.inner] = items(INNER[item.inner])  # type: ignore[assignment]
    return some.lists(some.fixed_dictionaries(required, optional=optional), max_size=2)


def with_keys(content: dict[str, Any], keys: list[str]) -> dict[str, Any]:
    """The document with a different key on each item."""
    spare = iter([*keys, *(f"key-{number}" for number in range(100))])
    for part in PARTS:
        for one in content.get(part, []):
            one["key"] = next(spare)
            for inner in one.get("questions", []):
                inner["key"] = next(spare)
    return content


@some.composite
def documents(draw: some.DrawFn) -> dict[str, Any]:
    kind = draw(some.sampled_from(KINDS))
    required: dict[str, Any] = {"kind": some.just(kind), "title": texts(HEAD[0])}
    optional: dict[str, Any] = {"key": some.sampled_from(["full", "no", "12", "null"]), "summary": texts(HEAD[1])}
    parts = {part: items(item) for part, item in parts_of(kind).items()}
    required["themes"] = parts.pop("themes")
    keys = draw(some.lists(some.sampled_from(["no", "12", "null", "a-b", "off", "1e5"]), unique=True))
    return with_keys(draw(some.fixed_dictionaries(required, optional=optional | parts)), keys)


@settings(max_examples=150, deadline=None)
@given(documents(), some.sampled_from(LANGUAGES))
def test_what_is_written_is_read_again_to_the_letter(content: dict[str, Any], language: str) -> None:
    written = write_yaml(content)
    again = read_yaml(written, language=language)
    assert again == content
    assert write_yaml(again) == written
    assert read_yaml(written.encode(), language=language) == content


@pytest.mark.parametrize("text", TRICKY)
def test_tricky_texts_come_back(text: str) -> None:
    section = {"key": "about", "title": {"nb": "A"}, "text": {"nb": text, "nn": f"{text}a", "en": f"a{text}"}}
    content = {"title": {"nb": "A"}, "information": [section], "themes": []}
    assert read_yaml(write_yaml(content), language="nb") == content


@settings(max_examples=100, deadline=None)
@given(some.text(min_size=1, max_size=600).filter(lambda text: bool(text.strip())))
def test_other_readers_of_yaml_read_the_same_texts(text: str) -> None:
    assert yaml.safe_load(write_yaml({"title": {"nb": text}}))["title"] == {"nb": text}


@settings(max_examples=300, deadline=None)
@given(some.text(max_size=400) | some.binary(max_size=400))
def test_anything_else_is_refused_and_nothing_else_happens(source: str | bytes) -> None:
    with pytest.raises(UnreadableYaml) as refused:
        read_yaml(source, language="nb")
    assert all(fault.line >= 1 and fault_sentence(fault.code, fault.facts) for fault in refused.value.faults)


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_files_are_read_without_fault_and_say_the_same(name: str) -> None:
    source = (files("samspill.guides") / "content" / name).read_bytes()
    content = read_yaml(source, language="nb", is_keeping_rows=True)
    assert content == yaml.safe_load(source)
    assert read_yaml(write_yaml(content), language="nb", is_keeping_rows=True) == content
    assert [fault for fault in check(content, languages=LANGUAGES) if fault.is_blocking] == []
    assert "rows:" not in write_yaml(read_yaml(source, language="nb"))


def test_a_file_is_laid_out_for_people() -> None:
    content = {
        "key": "short",
        "title": {"en": "Conversation: short", "nb": "Kort samtale"},
        "themes": [
            {
                "questions": [{"text": {"nb": "Hva nå?"}, "key": "ahead", "optional": True}],
                "key": "way",
                "aim": {},
                "title": {"nb": "no"},
                "leader_advice": {"nb": "Gi det tid. " * 12 + "Hør etter.", "nn": "Først dette.\nSå dette."},
                "shows": ["goals", "values"],
                "added_by": "Barnehagene",
            }
        ],
    }
    with translation.override("en"):
        written = write_yaml(content)
    assert written == (
        "# A conversation guide for Samspill. What the fields mean is explained in docs/using/guide-as-yaml.md.\n"
        "key: short\n"
        "title:\n"
        "  nb: Kort samtale\n"
        "  en: 'Conversation: short'\n"
        "\n"
        "themes:\n"
        "  - key: way\n"
        "    title:\n"
        "      nb: 'no'\n"
        "    leader_advice:\n"
        "      nb: >-\n"
        "        " + "Gi det tid. " * 9 + "Gi\n"
        "        det tid. Gi det tid. Gi det tid. Hør etter.\n"
        "      nn: |-\n"
        "        Først dette.\n"
        "        Så dette.\n"
        "    shows: [goals, values]\n"
        "    questions:\n"
        "      - key: ahead\n"
        "        text:\n"
        "          nb: Hva nå?\n"
        "        optional: true\n"
    )
    assert max(len(line) for line in written.splitlines()) <= WIDTH


def test_the_shortest_file_is_enough() -> None:
    source = "title: Samtale\nthemes:\n- title: Én ting\n  questions:\n  - text: Hva gjør du_nå?\n  - text: Hva gjør du nå?\n"
    assert read_yaml(source, language="nn") == {
        "title": {"nn": "Samtale"},
        "themes": [
            {
                "key": "theme-en-ting",
                "title": {"nn": "Én ting"},
                "questions": [
                    {"key": "question-hva-gjor-du-na", "text": {"nn": "Hva gjør du_nå?"}},
                    {"key": "question-hva-gjor-du-na-2", "text": {"nn": "Hva gjør du nå?"}},
                ],
            }
        ],
    }


def test_a_made_key_keeps_off_those_that_stand_further_down() -> None:
    source = "title: A\npurpose:\n- text: Ja\n- text: Nei\n  key: line-ja\n"
    assert [one["key"] for one in read_yaml(source, language="nb")["purpose"]] == ["line-ja-2", "line-ja"]


def test_texts_are_what_is_written_and_truths_may_be_said_in_words() -> None:
    source = "title: no\nsummary: 2026\nthemes:\n- {title: off, optional: Yes, focus_ahead: 'no', shows: [values, goals, values]}\n"
    content = read_yaml("\ufeff" + source, language="en")
    assert content["title"] == {"en": "no"}
    assert content["summary"] == {"en": "2026"}
    theme = content["themes"][0]
    assert theme == {
        "key": "theme-off", "title": {"en": "off"}, "optional": True, "focus_ahead": False, "shows": ["goals", "values"],
        "questions": [],
    }  # fmt: skip


def faults(source: str | bytes) -> list[tuple[int, int, str]]:
    with pytest.raises(UnreadableYaml) as refused:
        read_yaml(source, language="nb")
    return [(fault.line, fault.column, fault.code) for fault in refused.value.faults]


def theme(line: str) -> str:
    return f"title: A\nthemes:\n- title: B\n  {line}\n"


FAULTY: list[tuple[str | bytes, tuple[int, int, str]]] = [
    ("", (1, 1, "empty_file")),
    ("# only this\n", (1, 1, "empty_file")),
    ("title: " + "x" * LARGEST, (1, 1, "too_large")),
    ("- a\n" * (MOST_NODES + 1), (MOST_NODES, 3, "too_large")),
    ("title: A\nsummary: Æ\n".encode("latin-1"), (2, 10, "not_utf8")),
    ("title: A".encode("utf-16"), (1, 1, "not_utf8")),
    ("title: \ud800", (1, 8, "not_utf8")),
    ("title: A\nsummary: a\x07b\n", (2, 11, "bad_character")),
    ("[" * 100_000, (1, 9, "too_deep")),
    ("{" * 100_000, (1, 9, "too_deep")),
    ("title: Mål: hva\n", (1, 11, "colon_in_text")),
    ("title: A\nsummary\nkind: yearly\n", (3, 1, "colon_missing")),
    ('title: "A\n', (2, 1, "quote_open")),
    ("title: A\n\tsummary: B\n", (2, 1, "sign_in_front")),
    ("title: A\n  summary: B\n", (2, 10, "colon_in_text")),
    ("title: A\nthemes: [}\n", (2, 10, "not_yaml")),
    ("title: A\n---\ntitle: B\n", (2, 1, "several_documents")),
    ("title: &a A\n", (1, 8, "alias")),
    ("title: {nb: A, nn: *a}\n", (1, 20, "alias")),
    ("title: !!python/object/apply:os.system [exit]\n", (1, 8, "tag")),
    ("title: !!str A\n", (1, 8, "tag")),
    ("- title: A\n", (1, 1, "not_fields")),
    ("summary: A\n", (1, 1, "missing_field")),
    ("title: A\ntitle: B\n", (2, 1, "doubled_field")),
    ("title: {nb: A, nb: B}\n", (1, 16, "doubled_field")),
    ("title: A\nsumary: B\n", (2, 1, "misspelt_field")),
    ("title: A\nxyz: B\n", (2, 1, "unknown_field")),
    ("title: A\n<<: {}\n", (2, 1, "unknown_field")),
    ("title: A\n? [a]\n: B\n", (2, 3, "unknown_field")),
    ("kind: menu\ntitle: A\nclosing: []\n", (3, 1, "not_in_kind")),
    ("kind: monthly\ntitle: A\n", (1, 7, "unknown_kind")),
    ("title: [A]\n", (1, 8, "not_a_text")),
    ("title: {nb: [A]}\n", (1, 13, "not_a_text")),
    ("title: {no: A}\n", (1, 9, "unknown_language")),
    ("title:\n", (1, 7, "empty_text")),
    ("title: {}\n", (1, 8, "empty_text")),
    ("title: {nb: A, nn: ' '}\n", (1, 20, "empty_text")),
    (f"title: {'A' * 121}\n", (1, 8, "too_long")),
    ("title: A\nkey: No way\n", (2, 6, "bad_key")),
    (f"title: A\nkey: {'a' * 61}\n", (2, 6, "bad_key")),
    ("title: A\nkey: [a]\n", (2, 6, "not_a_text")),
    ("title: A\nthemes: B\n", (2, 9, "not_a_list")),
    ("title: A\nthemes:\n- B\n", (3, 3, "not_fields")),
    ("title: A\npurpose:\n" + "- text: a\n" * 201, (3, 1, "too_many_items")),
    (theme("optional: maybe"), (4, 13, "not_yes_or_no")),
    (theme("optional: [true]"), (4, 13, "not_yes_or_no")),
    (theme("shows: goals"), (4, 10, "not_a_list")),
    (theme("shows: [gaols]"), (4, 11, "misspelt_choice")),
    (theme("shows: [zzz]"), (4, 11, "unknown_choice")),
    (theme("within: other"), (4, 3, "unknown_field")),
    (theme("rows: [S01, S40]"), (4, 15, "unknown_row")),
    (theme("questions: [{prompt: A}]"), (4, 15, "missing_field")),
    (theme("questions: [{text: A, key: x}, {text: B, key: x}]"), (4, 49, "doubled_key")),
    ("kind: addition\ntitle: A\nthemes:\n- {title: B, within: Not this}\n", (4, 22, "bad_key")),
]


@pytest.mark.parametrize(("source", "fault"), FAULTY, ids=[f"{fault[2]}-{at}" for at, (_, fault) in enumerate(FAULTY)])
def test_each_fault_is_told_where_it_stands(source: str | bytes, fault: tuple[int, int, str]) -> None:
    assert faults(source) == [fault]


def test_every_fault_has_a_case_and_a_sentence() -> None:
    told = {fault[2] for _, fault in FAULTY}
    assert set(FILE_SENTENCES) <= told
    assert set(PROBLEMS.values()) | set(EXPECTED.values()) <= told
    sentences = [fault_sentence(fault.code, fault.facts) for source, _ in FAULTY for fault in raised(source)]
    assert all(sentence.endswith((".", "?")) and "%" not in sentence for sentence in sentences)


def raised(source: str | bytes) -> list[Any]:
    with pytest.raises(UnreadableYaml) as refused:
        read_yaml(source, language="nb")
    return list(refused.value.faults)


def test_all_faults_of_a_file_are_told_at_once_in_order() -> None:
    source = "titel: A\nthemes:\n- title: [B]\n  check: 2\n  optional: 2\n  questions:\n  - txt: *a\n  - text: ''\n"
    assert faults(source) == [
        (1, 1, "misspelt_field"),
        (1, 1, "missing_field"),
        (3, 10, "not_a_text"),
        (4, 3, "unknown_field"),
        (5, 13, "not_yes_or_no"),
        (7, 5, "misspelt_field"),
        (7, 5, "missing_field"),
        (7, 10, "alias"),
        (8, 11, "empty_text"),
    ]


def test_a_misspelt_field_is_told_with_the_one_that_was_meant() -> None:
    fault = raised(theme("leader_advise: C"))[0]
    with translation.override("en"):
        told = fault_sentence(fault.code, fault.facts)
    assert told == "There is no field “leader_advise”. Did you mean “leader_advice”?"


def test_no_more_than_a_hundred_faults_are_told() -> None:
    assert len(faults("title: A\n" + "titel: B\n" * 1000)) == MOST_FAULTS


def test_a_long_piece_of_the_file_is_not_said_again_whole() -> None:
    assert len(raised("title: A\n" + "x" * 900 + ": B\n")[0].facts["name"]) == 60


def documented() -> set[tuple[str, str, bool, str]]:
    """What the table of the documentation says: where, field, whether it must be there, and the room for a text."""
    table = DOCUMENTATION.read_text("utf-8").partition("| Stands in |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    named = ((where, re.fullmatch(r"(\*\*)?`(\w+)`(\*\*)?", name), room) for where, name, _, room in cells)
    return {(where, name[2], bool(name[1]), room) for where, name, room in named if name}


def described() -> set[tuple[str, str, bool, str]]:
    """The same as ``shape`` describes it."""
    rows = {("guide", field.name, field.is_required, str(field.longest)) for field in HEAD}
    rows |= {("guide", name, False, "") for name in ("key", "kind", "rows", *PARTS)}
    parts: dict[Item, list[str]] = {}
    for part, item in (PARTS | INNER).items():
        parts.setdefault(item, []).append(part)
    for item, names in parts.items():
        rows |= {(", ".join(names), field.name, field.is_required, str(field.longest)) for field in item.texts}
        others = ("key", "rows", *item.settings, *([item.inner] if item.inner else []))
        rows |= {(", ".join(names), name, False, "") for name in others}
    return rows | {("themes", link, False, "") for link in parts_of("addition")["themes"].links}


def test_the_documentation_has_every_field_and_no_other() -> None:
    assert documented() == described()


def test_the_documentation_names_every_kind_and_choice_and_its_example_can_be_read() -> None:
    text = DOCUMENTATION.read_text("utf-8")
    named = {*KINDS, *LANGUAGES, *PARTS["themes"].choices[0].among}
    assert {name for name in named if f"`{name}`" not in text} == set()
    example = read_yaml(text.partition("```yaml\n")[2].partition("```")[0], language="nb")
    assert [fault for fault in check(example, languages=["nb"]) if fault.is_blocking] == []
