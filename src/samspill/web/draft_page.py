"""What the editor shows of a draft: its outline, and the chosen part with its fields in the chosen languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from samspill.guides import shape
from samspill.guides.editing import fingerprint
from samspill.guides.shape import Item, Json, TextField
from samspill.web import draft_words
from samspill.web.draft_words import CHOICES, FIELDS, FLAGS, TURNED, FieldWords, PartWords, Words
from samspill.web.guide_names import LANGUAGES
from samspill.web.wording_help import AdviceLine, advice_on_guide

HELPING = frozenset({"question.prompt", "point.prompt"})
QUESTIONS = frozenset({"question.text", "point.text"}) | HELPING


@dataclass(frozen=True, slots=True)
class Kept:
    """What could not be stored, by name of the text: as it was typed, what stands there now, and what is wrong."""

    typed: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Control:
    """One text in one language.

    Args:
        name: its place and language: ``themes.goals.title@nb``.
        seen: the fingerprint of what stands in the draft.
        is_missing: it is written in another language and not in this one.
        theirs: what somebody else has written there meanwhile; None where nobody has.
        advice: how it could be asked better.
    """

    name: str
    language: str
    language_name: Words
    value: str
    seen: int
    is_missing: bool
    fault: str
    theirs: str | None
    advice: Sequence[AdviceLine]


@dataclass(frozen=True, slots=True)
class Row:
    """A text with a control for each language that is shown.

    Args:
        is_long: it has lines; in others Enter goes on.
        is_helping: it is a question that may hang a second one on the first.
        enter: what Enter does in it: ``to <path>`` goes to another text, ``add <part> <after>`` makes an item.
        fault: what is wrong with the text whatever the language.
    """

    path: str
    label: Words
    hint: Words
    is_long: bool
    is_question: bool
    is_helping: bool
    enter: str
    controls: Sequence[Control]
    fault: str


@dataclass(frozen=True, slots=True)
class Box:
    """Something that is so or not."""

    name: str
    label: Words
    hint: Words
    is_on: bool


@dataclass(frozen=True, slots=True)
class Picker:
    """A link to an item of another document: the keys to choose among with their names."""

    name: str
    chosen: str
    options: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item with its fields and settings; ``name`` is the beginning of what is written in it."""

    path: str
    key: str
    name: str
    rows: Sequence[Row]
    boxes: Sequence[Box]
    shows: Sequence[Box]
    pickers: Sequence[Picker]
    fault: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ListPage:
    """The items of a part, or of a theme, in order."""

    part: str
    words: PartWords
    items: Sequence[ItemPage]
    fault: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a part is drawn: the document, the languages to show, what was kept, and faults by path.

    Args:
        links: what the links can lead to: keys with names, by the name of the field.
    """

    content: Json
    languages: Sequence[str]
    kept: Kept = field(default_factory=Kept)
    faults: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def head(self) -> Sequence[Row]:
        """The title and the summary."""
        return [self._row("head", one.name, one, self.content.get(one.name) or {}, "to summary") for one in shape.HEAD]

    def part(self, name: str) -> ListPage:
        """A part that is a list; of themes it is their titles that matter."""
        item = shape.parts_of(self.content["kind"])[name]
        return self._list(name, draft_words.PARTS[name], item, self.content.get(name, ()))

    def theme(self, key: str) -> tuple[ItemPage, ListPage]:
        """A theme, and the questions in it."""
        themes = self.content["themes"]
        index = next(index for index, one in enumerate(themes) if one["key"] == key)
        item, one, path = shape.parts_of(self.content["kind"])["themes"], themes[index], f"themes.{key}.questions"
        questions = self._list(path, draft_words.PARTS["questions"], shape.INNER["questions"], one.get("questions", ()))
        first = f"to {questions.items[0].path}.text" if questions.items else f"add {path} -"
        return self._item(f"themes.{key}", item, one, (index, len(themes)), first), questions

    def _list(self, part: str, words: PartWords, item: Item, siblings: Sequence[Json]) -> ListPage:
        drawn = [
            self._item(f"{part}.{one['key']}", item, one, (index, len(siblings)), "")
            for index, one in enumerate(siblings)
        ]
        return ListPage(part, words, drawn, self.faults.get(part, ""))

    def _item(self, path: str, item: Item, one: Json, place: tuple[int, int], enter: str) -> ItemPage:
        rows = [
            self._row(
                item.name, f"{path}.{text.name}", text, one.get(text.name) or {}, enter or _enter(path, item, text)
            )
            for text in item.texts
        ]
        name = next((rows[0].controls[0].value for _ in rows[:1] if rows[0].controls), "")
        return ItemPage(
            path,
            one["key"],
            name,
            rows,
            [_box(path, f"{item.name}.{flag.name}", flag.name, is_set=bool(one.get(flag.name))) for flag in item.flags],
            [_choice(path, choices.name, each, one) for choices in item.choices for each in choices.among],
            [Picker(f"{path}.{link}", one.get(link, ""), self.links.get(link, ())) for link in item.links],
            self.faults.get(path, ""),
            is_first=place[0] == 0,
            is_last=place[0] == place[1] - 1,
        )

    def _row(self, holder: str, path: str, text: TextField, values: Json, enter: str) -> Row:
        words, name = FIELDS[f"{holder}.{text.name}"], f"{holder}.{text.name}"
        controls = [self._control(path, language, values, name) for language in self.languages]
        enter = "" if text.is_long else enter
        return Row(
            path,
            words.label,
            words.hint,
            text.is_long,
            name in QUESTIONS,
            name in HELPING,
            enter,
            controls,
            self.faults.get(path, ""),
        )

    def _control(self, path: str, language: str, values: Json, field_name: str) -> Control:
        name, standing = f"{path}@{language}", str(values.get(language, ""))
        theirs = self.kept.theirs.get(name)
        return Control(
            name,
            language,
            LANGUAGES[language],
            self.kept.typed.get(name, standing),
            fingerprint(standing if theirs is None else theirs),
            not standing.strip() and any(words.strip() for words in values.values()),
            self.kept.faults.get(name, ""),
            theirs,
            advice_on_guide(standing, language, is_helping=field_name in HELPING) if field_name in QUESTIONS else [],
        )


def _enter(path: str, item: Item, text: TextField) -> str:
    """Enter goes on to the next text of the item, and from the last one to a new item."""
    following = item.texts[item.texts.index(text) + 1 :]
    if following:
        return f"to {path}.{following[0].name}"
    part, _, key = path.rpartition(".")
    return f"add {part} {key}"


def _box(path: str, word: str, name: str, *, is_set: bool) -> Box:
    words = FLAGS[word]
    return Box(f"{path}.{name}", words.label, words.hint, is_set is (name not in TURNED))


def _choice(path: str, name: str, choice: str, one: Json) -> Box:
    words = FieldWords(CHOICES[choice])
    return Box(f"{path}.{name}:{choice}", words.label, words.hint, choice in one.get(name, ()))


def languages_in_use(content: Json) -> list[str]:
    """The languages that something is written in, in the usual order."""
    used = {language for _, _, text in shape.texts(content) for language, words in text.items() if words.strip()}
    return [language for language in shape.LANGUAGES if language in used]


def usual_language(content: Json, own: str) -> str:
    """The organisation's own language, unless most of the draft is written in another one only."""
    written = {one: sum(1 for _, _, text in shape.texts(content) if text.get(one)) for one in shape.LANGUAGES}
    most = max(written, key=lambda one: (written[one], one == own))
    return own if written[own] * 2 >= written[most] else most


def languages_asked(asked: str, *, otherwise: str) -> list[str]:
    """The languages to show, as the address names them, else the usual one."""
    named = asked.split(",")
    return [language for language in shape.LANGUAGES if language in named] or [otherwise]


def part_asked(content: Json, asked: str) -> str:
    """The part to show: the one that is asked for by its own path or by that of something in it.

    Where nothing is asked for, a theme that nobody has given a title yet, so that a new guide can be written at once.
    """
    names = asked.split(".")
    themes = [one["key"] for one in content.get("themes", ())]
    if names[0] == "themes" and len(names) > 1 and names[1] in themes:
        return f"themes.{names[1]}"
    if names[0] != "themes" and names[0] in shape.parts_of(content["kind"]):
        return names[0]
    is_new = themes and not any(content["themes"][0].get("title", {}).values())
    if themes and ((is_new and not asked) or names[0] == "themes"):
        return f"themes.{themes[0]}"
    return draft_words.HEAD


def without_blanks(content: Json, path: str) -> Iterable[str]:
    """The paths of a theme's questions that nothing is written in."""
    found: list[dict[str, Any]] = [one for one in content.get("themes", ()) if f"themes.{one['key']}" == path]
    for one in found:
        for question in one.get("questions", ()):
            if not any(words.strip() for name in ("text", "prompt") for words in (question.get(name) or {}).values()):
                yield f"{path}.questions.{question['key']}"
