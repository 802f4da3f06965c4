"""The talk compass: says where a text begins on what belongs in another conversation, pay or a reprimand (PRODUCT rule 10).

Local word rules look at one text at a time; nothing is sent anywhere, stored or counted, and nothing is ever stopped.
What the rules mean by each kind, and how often they are right, stands in ``docs/reference/talk-compass.md``.
"""

from samspill.conversations.compass.noticing import KINDS, Kind, Notice, is_about_life_phase, notice
from samspill.conversations.compass.phrases import LANGUAGES, LONGEST_EXAMINED

__all__ = ["KINDS", "LANGUAGES", "LONGEST_EXAMINED", "Kind", "Notice", "is_about_life_phase", "notice"]
