"""What the leader writes to the employee in the invitation, and what its fields are called (S09, S20)."""

from dataclasses import dataclass

from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Opened

WORDS, THEMES, PURPOSE = "invitation:words", "invitation:themes", "invitation:purpose"


@dataclass(frozen=True, slots=True)
class InvitationText:
    """What the leader wrote to the employee."""

    words: str
    themes: str
    purpose: str


def invitation_text(opened: Opened) -> InvitationText:
    """The leader's words from the opened shared part."""
    words, themes, purpose = (opened.text(Part.SHARED, name) for name in (WORDS, THEMES, PURPOSE))
    return InvitationText(words, themes, purpose)
