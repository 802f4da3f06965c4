"""Corrections of spelling: signed by both, put on top of the confirmed text, which itself never changes."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from samspill.confidentiality.decisions import NotFound, Part
from samspill.confidentiality.gate import Opened
from samspill.conversations.models import Conversation
from samspill.guides.comparing import Piece, pieces_of
from samspill.guides.queries import read_guide
from samspill.plans.models import Correction
from samspill.plans.texts import PlanText

PREFIX = "correction:"
# Where the canonical text has what is sealed under a name like ``action:<id>``: the list, what tells its items, the words.
PLACES = {
    "goal": ("goals", "id", "text"),
    "action": ("actions", "id", "what"),
    "support": ("actions", "id", "support"),
    "focus": ("focus", "theme", "text"),
}


@dataclass(frozen=True, slots=True)
class CorrectionText:
    """A correction that awaits its answer, or is accepted, with the words before and after."""

    correction: Correction
    before: str
    after: str

    @property
    def is_accepted(self) -> bool:
        """Whether the other has accepted it."""
        return self.correction.state == Correction.State.ACCEPTED

    @property
    def pieces_before(self) -> list[Piece]:
        """The words as they were, with those marked that are corrected."""
        return [piece for piece in pieces_of(self.before, self.after) if piece.kind != "added"]

    @property
    def pieces_after(self) -> list[Piece]:
        """The words as corrected, with the corrected ones marked."""
        return [piece for piece in pieces_of(self.before, self.after) if piece.kind != "removed"]


@dataclass(frozen=True, slots=True)
class Words:
    """One of the texts that a plan is made of: the name that it is sealed under, and what stands there.

    Args:
        title: the theme's, for what is written ahead under one.
    """

    field: str
    kind: str
    text: str
    title: str = ""


def sealed_name(correction_id: UUID) -> str:
    """The name of the field that before and after are sealed under."""
    return f"{PREFIX}{correction_id}"


def sealed_words(before: str, after: str) -> str:
    """Before and after, as they are sealed."""
    return json.dumps({"before": before, "after": after}, ensure_ascii=False)


def words_of(plan: PlanText) -> list[Words]:
    """Every text of a plan that something is written in, in the order of the page."""
    goals = [Words(f"goal:{one.goal.id}", "goal", one.text) for one in plan.goals]
    actions = [
        Words(f"{kind}:{one.action.id}", kind, text)
        for one in plan.actions
        for kind, text in (("action", one.what), ("support", one.support))
    ]
    focus = [Words(f"focus:{one.theme}", "focus", one.text.strip(), one.title) for one in plan.focus]
    return [one for one in (*goals, *actions, *focus) if one.text]


def standing_corrections(opened: Opened) -> list[CorrectionText]:
    """The corrections that await their answer or are accepted, oldest first; nothing is asked where there are none."""
    sealed = {
        UUID(name.removeprefix(PREFIX)): json.loads(value.text)
        for name, value in opened.values(Part.AGREEMENT).items()
        if name.startswith(PREFIX)
    }
    if not sealed:
        return []
    found = Correction.objects.filter(id__in=sealed).select_related("proposed_by", "answered_by")
    return [CorrectionText(one, **sealed[one.id]) for one in found.order_by("answered_at", "proposed_at", "id")]


def corrected_text(canonical: str, corrections: Iterable[CorrectionText], conversation: Conversation) -> str:
    """The confirmed text with its spelling corrected, in the same canonical form.

    Raises:
        NotFound: there is no such text in it, or other words stand there.
    """
    content = json.loads(canonical)
    guide = read_guide(conversation.guide_version_id, conversation.language)
    titles = {theme.key: theme.title for theme in guide.themes}
    for one in corrections:
        item, name = _place(content, one, titles)
        item[name] = one.after
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _place(content: Mapping[str, Any], one: CorrectionText, titles: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    kind, _, key = one.correction.field.partition(":")
    if kind not in PLACES:
        raise NotFound
    items, told_by, name = PLACES[kind]
    wanted = titles.get(key) if kind == "focus" else key
    found = (item for item in content[items] if item[told_by] == wanted and item[name] == one.before)
    place = next(found, None)
    if place is None:
        raise NotFound
    return place, name
