"""What goes into a guide on paper: plain, frozen values, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from samspill.documents.content import Section

Reader = Literal["employee", "leader", "both"]


@dataclass(frozen=True, kw_only=True)
class FormQuestion:
    """A question, or a point to prepare, with its helping question.

    ``is_check`` is the leader's own check (S10); ``is_optional`` ones are offered and get no lines of their own;
    ``added_by`` is the unit or occupation that added it.
    """

    text: str
    prompt: str = ""
    is_check: bool = False
    is_optional: bool = False
    added_by: str = ""


@dataclass(frozen=True, kw_only=True)
class FormTheme:
    """A theme with its questions.

    ``has_focus`` and ``has_actions`` give it a box and a table to fill in (S21), ``is_optional`` ones come last (S22),
    and the employee's form goes without ``leader_advice``.
    """

    title: str
    questions: Sequence[FormQuestion]
    aim: str = ""
    private_hint: str = ""
    leader_advice: str = ""
    has_focus: bool = False
    has_actions: bool = False
    is_optional: bool = False
    added_by: str = ""


@dataclass(frozen=True, kw_only=True)
class FormMeeting:
    """The facts of the one conversation that a form is printed for; ``starts_at`` is aware, ``minutes`` its length."""

    employee_name: str
    leader_name: str
    starts_at: datetime | None
    minutes: int
    place: str


@dataclass(frozen=True, kw_only=True)
class GuideForm:
    """A guide to write on, for one of the two or for both.

    ``written_at`` is aware; ``version`` is 0 for a draft; without ``meeting`` the head has lines for the two and the
    date.
    """

    organisation: str
    title: str
    version: int
    written_at: datetime
    reader: Reader
    purposes: Sequence[str]
    information: Sequence[Section]
    expectations: Sequence[str]
    employee_points: Sequence[FormQuestion]
    leader_points: Sequence[FormQuestion]
    themes: Sequence[FormTheme]
    evaluation: Sequence[str]
    closing: Sequence[str]
    meeting: FormMeeting | None = None


@dataclass(frozen=True, kw_only=True)
class MenuSheet:
    """A question menu to tick on; ``written_at`` is aware, ``version`` is 0 for a draft."""

    organisation: str
    title: str
    version: int
    written_at: datetime
    themes: Sequence[FormTheme]
