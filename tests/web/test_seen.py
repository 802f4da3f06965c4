"""The page "Who has seen the conversation" has words for everything that is written in the log about one."""

import re
from pathlib import Path

from samspill.conversations import policy as conversation_policy
from samspill.plans import policy as plan_policy
from samspill.web.seen import BY_PART, DONE

ROOMS = Path(__file__).parents[2] / "src" / "samspill"


def _recorded() -> set[str]:
    """The names under which acts on a conversation are written in the log."""
    found: set[str] = set()
    for room in ("conversations", "plans", "archive"):
        for path in (ROOMS / room).rglob("*.py"):
            code = path.read_text(encoding="utf-8")
            for either in re.findall(r'\.record\(\s*"(\w+)"(?: if \w+ else "(\w+)")?', code):
                found |= set(filter(None, either))
            for name in re.findall(r"gate\.acting\(\s*\w+, conversation, (?:policy\.)?(\w+)", code):
                act = getattr(conversation_policy, name, None) or getattr(plan_policy, name)
                found.add(act.name)
    return found


def test_every_recorded_act_has_a_sentence() -> None:
    recorded = _recorded()
    assert len(recorded) >= 15
    assert recorded - set(DONE) - set(BY_PART) == set()
