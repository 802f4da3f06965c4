"""Which needs the built-in guides answer to: every question and point with its rows, and each row with how many.

The needs are numbered S01–S39; the guides' YAML says beside each item which of them it answers to.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from samspill.guides.services.loading import FOLDER
from samspill.guides.shape import MENU, items

# The needs that words can answer; the others are answered by what the program does.
ANSWERED_BY_CONTENT = tuple(f"S{number:02}" for number in (*range(1, 6), 9, 10, 11, 13, *range(21, 32)))
KINDS = {
    "purpose": "purpose",
    "information": "information",
    "expectations": "expectation",
    "employee_points": "employee's point",
    "leader_points": "leader's point",
    "themes": "theme",
    "questions": "question",
    "evaluation": "evaluation",
    "closing": "closing",
}
POINTS = frozenset({"employee's point", "leader's point"})
QUESTIONS = frozenset({"question", "evaluation"})
HEADS = ("Kind", "Text (bokmål)", "Key", "Rows")

ROWS = {
    "S01": "purpose and rights go along with the invitation",
    "S02": "both sides have points to prepare",
    "S03": "work goals, responsibility and authority are made clear",
    "S04": "competence, career some years ahead, life phase, senior perspective",
    "S05": "the last period is looked at, with pay kept apart",
    "S06": "the leader takes the initiative, at a fixed interval",
    "S07": "a short plan, and a copy for both",
    "S08": "confidential between the two",
    "S09": "the conversation has a purpose",
    "S10": "the leader asks whether there is ground for giving feedback",
    "S11": "more of, less of, go on with; praise; nothing comes as a surprise",
    "S12": "short talks through the year",
    "S13": "own goals hang together with the unit's and the organisation's",
    "S14": "who, where, when and how long, undisturbed",
    "S15": "large workplaces share the conversations out",
    "S16": "everybody is covered, and it is known how far",
    "S17": "actions for either of the two, or none needed",
    "S18": "what is agreed is filed",
    "S19": "needs that many share are lifted",
    "S20": "invited in good time, with the form and the leader's themes",
    "S21": "the form: goals, values, competence, mastery, cooperation, motivation, the way ahead, life phase",
    "S22": "the form guides and never binds",
    "S23": "the conversation is evaluated, and both confirm",
    "S24": "it is settled who writes",
    "S25": "follow-up: how it goes with what was agreed, and what has changed",
    "S26": "a menu of questions to pick ten from",
    "S27": "open questions with helping questions",
    "S28": "the two say what they expect of each other",
    "S29": "presence, and what the two can do together",
    "S30": "the line to what is private, and where else to turn",
    "S31": "concrete actions with dates, tied to the goal, with support",
    "S32": "what is difficult is received well",
    "S33": "development is expected of both",
    "S34": "written up soon, by a date",
    "S35": "every theme is named, and weighted by who it is about",
    "S36": "a unit's common needs are asked for in the end",
    "S37": "the organisation's own values and measures stand where they are needed",
    "S38": "goals of work as well as of development",
    "S39": "a good opening; roles, belonging and conditions",
}

BY_PROGRAM = {
    "S01": "the information goes along with each invitation",
    "S02": "each prepares apart and shares point by point",
    "S06": "rounds have a deadline and an interval, and the leader sees who is to be invited",
    "S07": "the agreed plan, and each one's own copy of it",
    "S08": "words are sealed, opened by the two only, and each opening is written down",
    "S12": "actions stay in sight between the conversations",
    "S13": "goals are kept by year and stand beside the themes",
    "S14": "time, place and length are set for one or for the whole team",
    "S15": "a leader shares conversations with a colleague for a time",
    "S16": "rounds say who is covered, and coverage is counted by unit",
    "S17": "actions have somebody who does them and a date; none needed is an answer too",
    "S18": "the agreed plan goes to the records system",
    "S19": "not lifted by the program; the guides remind of it",
    "S20": "the invitation carries the guide's points and the leader's own words, and can be printed",
    "S22": "order and choice are the two's; themes are taken up or not needed",
    "S23": "both confirm the same text, and each can tell how useful the talk was",
    "S24": "the round or the leader settles who writes",
    "S25": "follow-up conversations start from what was agreed",
    "S26": "up to ten are chosen from the menu",
    "S27": "wording help marks what is closed or leading, and suggests an open form",
    "S34": "the conversation ends with a date for the writing",
    "S35": "each theme is marked as talked about or not needed",
    "S37": "kept by year, and shown beside the themes that ask for them",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """An item of a guide, with the rows that it answers to.

    ``is_named`` says whether the item or its theme names the rows; else they are the whole document's.
    """

    kind: str
    text: str
    key: str
    rows: tuple[str, ...]
    is_named: bool

    @property
    def is_asking(self) -> bool:
        """Whether it asks somebody something: a question, here or of the conversation itself, or a point to prepare."""
        return self.kind in QUESTIONS | POINTS


def read_documents() -> dict[str, dict[str, Any]]:
    """The built-in documents by key as they are written, rows and all; the menu last."""
    sources = (one.read_text("utf-8") for one in FOLDER.iterdir() if one.name.endswith(".yaml"))
    found = sorted((yaml.safe_load(source) for source in sources), key=lambda one: (one["kind"] == MENU, one["key"]))
    return {one["key"]: one for one in found}


def answers_of(document: Mapping[str, Any]) -> Iterator[Answer]:
    """Every item of a document; without rows of its own it has its theme's, else the document's.

    What the menu as a whole answers to, each of its items does too.
    """
    whole = document.get("rows", [])
    by_all = whole if document["kind"] == MENU else []
    theme_rows: list[str] = []
    for path, _, one in items(document):
        part, _, inside = path.partition(".")
        is_inside = "." in inside
        own = one.get("rows") or (theme_rows if is_inside else [])
        theme_rows = theme_rows if is_inside else own
        words = one.get("title") or one["text"]
        rows = sorted({*by_all, *(own or whole)})
        kind = KINDS["questions" if is_inside else part]
        yield Answer(kind, words["nb"].strip(), one["key"], tuple(rows), is_named=bool(own))


def written() -> list[str]:
    """The lines of the page, below its title."""
    documents = read_documents()
    answers = {key: list(answers_of(document)) for key, document in documents.items()}
    lines = ["What the built-in guides and the question menu ask, and which needs (S01–S39) each item answers to.", ""]
    for key, document in documents.items():
        lines += [f"## {document['title']['nb']} (`{key}`)", "", *_head(*HEADS)]
        lines += [_row(one.kind, one.text, f"`{one.key}`", " ".join(one.rows)) for one in answers[key]]
        lines.append("")
    return [*lines, *_by_row([one for found in answers.values() for one in found])]


def _by_row(answers: list[Answer]) -> Iterator[str]:
    questions = Counter(row for one in answers if one.kind in QUESTIONS for row in one.rows)
    points = Counter(row for one in answers if one.kind in POINTS for row in one.rows)
    others = Counter(row for one in answers if not one.is_asking for row in one.rows)
    yield "## From need to question"
    yield ""
    yield "How many questions (those of the evaluation too), points to prepare and other texts (purposes, information,"
    yield "expectations, themes, closing) answer to each need, and what the program does about it. Where a need is the"
    yield "program's and not the content's, the texts beside it only remind of it: S06–S08, S12, S14–S20, S34 and S35."
    yield ""
    yield from _head("Row", "Need", "Questions", "Points", "Other texts", "In the program")
    for row, need in ROWS.items():
        counts = (str(count[row]) for count in (questions, points, others))
        yield _row(row, need, *counts, BY_PROGRAM.get(row, ""))


def _head(*names: str) -> list[str]:
    return [_row(*names), "|" + " --- |" * len(names)]


def _row(*cells: str) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
