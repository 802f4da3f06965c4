"""What one line of a form is by its text alone: a question, a place to write or sign, a list item that somebody typed."""

import re
from dataclasses import dataclass

from samspill.guides import form_words
from samspill.guides.form_words import folded, is_one_of, mentions, opens, phrases

_BULLET = re.compile(r"(?P<mark>[•·▪◦○●■▸►➢✓→*§\uf0b7\uf0a7–—-]|o(?=\t))\s+(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}|[a-zA-Z]\))\s+(?=\S)")
_BOX = re.compile(r"[☐☑☒□❑❒]\s*")
_FILL = re.compile(r"[\s_.…·•:;/|()\[\]<>+=*–—-]+")
_ROOM_TO_WRITE = re.compile(r"__|\.{4}|……|----")
_NUMBERS_AND_BLANKS = re.compile(r"\b(?:\d+|\d*x+)\b")
_SENTENCE_ENDS = (".", "!", ":")
SHORT_LINE = 10
SHORT_POINT = 14


@dataclass(frozen=True, slots=True)
class Typed:
    """A line without the mark that was typed before it.

    Args:
        text: the line, without room to write at its end.
        mark: the bullet or number; empty when there is none.
        level: how many parts its number has beyond the first, or how far it is indented by tabs.
    """

    text: str
    mark: str = ""
    level: int = 0

    @property
    def is_numbered(self) -> bool:
        """Whether the mark is a number or a letter."""
        return self.mark[:1].isalnum() and self.mark != "o"


def typed(line: str) -> Typed:
    """Take the bullet or number from a line, and the dots or underscores to write on from its end."""
    text = without_room(line)
    tabs = len(text) - len(text.lstrip("\t"))
    text = _BOX.sub("", text.strip(), count=1) if _BOX.match(text.strip()) else text.strip()
    found = _BULLET.match(text) or _NUMBER.match(text)
    if not found:
        return Typed(_on_one_line(text), level=tabs)
    mark = found["mark"]
    return Typed(_on_one_line(text[found.end() :]), mark, tabs + mark.strip(".").count("."))


def without_room(line: str) -> str:
    """The line without the dots, dashes or underscores at its end that somebody is to write on."""
    text = line.rstrip(" \t\xa0_.…-")
    return text if _ROOM_TO_WRITE.search(line[len(text) :]) else line.rstrip()


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def split_at_breaks(text: str) -> list[str]:
    """The lines of a paragraph: a break before a small letter is inside a sentence, any other begins a line of its own."""
    lines: list[str] = []
    for piece in text.split("\n"):
        is_going_on = lines and lines[-1].strip() and piece.lstrip()[:1].islower() and not typed(piece).mark
        if is_going_on:
            lines[-1] = f"{lines[-1].rstrip()} {piece.lstrip()}"
        else:
            lines.append(piece)
    return [line for line in lines if line.strip()]


def is_question(text: str, language: str) -> bool:
    """Whether a line asks: by its mark, by asking to be told, or by opening as questions do without being a sentence."""
    if "?" in text or opens(text, "asking_openings", language=language):
        return True
    return opens(text, "question_openings", language=language) and not text.endswith(_SENTENCE_ENDS)


def is_short(text: str, *, most: int = SHORT_LINE) -> bool:
    """Whether a line is short enough for a heading or a point: few words, and no full stop."""
    return len(text.split()) <= most and not text.endswith((".", "!", ";", ","))


def left_out_as(line: str) -> str:
    """Why a line of a form is nothing to talk about; empty when it may be.

    Returns:
        ``blank_line``, ``tick_box``, ``date_line``, ``signature`` or nothing.
    """
    bare = _FILL.sub(" ", _BOX.sub(" ", line)).strip()
    if not bare or not re.search(r"[^\W\d_]", bare) or re.fullmatch(r"[a-zA-Z]", bare):
        return "blank_line"
    if _BOX.search(line):
        answers = [part.strip() for part in _BOX.split(line) if part.strip()]
        if all(is_one_of(answer, "tick_words") for answer in answers):
            return "tick_box"
    return _signature(line)


def _signature(line: str) -> str:
    """Dates, names and signatures: such words alone, with room to write, a colon, or a word that only such lines have."""
    words = _NUMBERS_AND_BLANKS.sub(" ", folded(line)).split()
    dates, names = (phrases(group) for group in ("date_words", "name_words"))
    between = phrases("between_words")
    if not words or not all(word in dates or word in names or word in between for word in words):
        return ""
    has_room = ":" in line or bool(_ROOM_TO_WRITE.search(line))
    if not (has_room or any(mentions(word, "signing") or is_one_of(word, "plain_labels") for word in words)):
        return ""
    if words[0] in dates:
        return "date_line"
    return "signature" if any(word in names or word in dates for word in words) else ""


def is_label_of_cell(text: str) -> bool:
    """Whether a table's cell only says what is to be written in the cell beside it: name, unit, leader, date."""
    words = folded(text).split()
    known = phrases("date_words") | phrases("name_words") | phrases("between_words")
    return (
        bool(words) and all(word in known for word in words) and not all(is_one_of(w, "between_words") for w in words)
    )


def party_of(heading: str) -> str:
    """Whom a heading about preparation speaks to: ``employee``, ``leader``, ``both``, or nothing when it is none."""
    without_talk = form_words.without(heading, "not_a_party")
    if not mentions(heading, "preparation"):
        return ""
    is_employee, is_leader = mentions(without_talk, "employee"), mentions(without_talk, "leader")
    if is_employee == is_leader:
        return "both"
    return "employee" if is_employee else "leader"
