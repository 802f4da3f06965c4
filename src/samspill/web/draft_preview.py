"""Where the editor's preview shows a draft: which of the real pages, from which side, for the part that is written in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspill.guides import shape
from samspill.guides.queries import Edition
from samspill.web.draft_words import Words

SIDES = {"medarbeider": _("The employee"), "leder": _("The leader")}
STEPS = {"innkalling": _("Invitation"), "forberedelse": _("Preparation"), "samtale": _("Conversation")}
STEP_OF = {
    "purpose": "innkalling",
    "information": "innkalling",
    "expectations": "innkalling",
    "employee_points": "forberedelse",
    "leader_points": "forberedelse",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to see it, with its address."""

    name: str
    title: Words
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What the frame shows first, and the ways to see something else.

    Args:
        pattern: the address with ``{side}``, ``{step}`` and ``{theme}`` to be filled in.
        theme: the key of the theme that is written in.
    """

    url: str
    sides: Sequence[Choice]
    steps: Sequence[Choice]
    pattern: str
    theme: str


def preview_of(edition: Edition, part: str, language: str) -> Preview | None:
    """The preview that belongs to a part; a question menu has none of its own."""
    if edition.guide.kind == shape.MENU:
        return None
    theme = part.partition(".")[2]
    side, step = (
        "leder" if part == "leader_points" else "medarbeider",
        STEP_OF.get(part, "samtale" if theme else "innkalling"),
    )

    def address(side: str, step: str) -> str:
        base: Any = reverse("draft_preview", kwargs={"key": edition.guide.key, "side": side, "step": step})
        return f"{base}?sprak={language}" + (f"&tema={theme}" if theme else "")

    pattern = address("SIDE", "STEP").replace("SIDE", "{side}").replace("STEP", "{step}")
    return Preview(
        address(side, step),
        [Choice(name, title, address(name, step), name == side) for name, title in SIDES.items()],
        [Choice(name, title, address(side, name), name == step) for name, title in STEPS.items()],
        f"{pattern.partition('&')[0]}&tema={{theme}}",
        theme,
    )
