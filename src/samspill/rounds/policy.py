"""Who may see and change rounds."""

from typing import Any

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, allowed, denied


def may_run_rounds(actor: Actor, _: Any) -> Decision:
    """HR plans, opens and closes rounds. Nobody else, not even administrators."""
    return allowed() if actor.has(Role.HR) else denied("not HR")


RUN_ROUNDS = Act("run_rounds", may=may_run_rounds)
OPEN_ROUND = Act("open_round", may=may_run_rounds)

ACTS = (RUN_ROUNDS, OPEN_ROUND)
