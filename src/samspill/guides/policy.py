"""Who may change guides and what the organisation stands for. Everybody who is signed in may read them."""

from typing import Any, Protocol
from uuid import UUID

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, allowed, denied
from samspill.organisation.facts import leads_unit


class Narrowed(Protocol):
    """Something that belongs to a unit, to an occupation or, with neither, to the whole organisation."""

    @property
    def unit_id(self) -> UUID | None:
        """The unit that it belongs to."""

    @property
    def title_code(self) -> str:
        """The occupation that it belongs to."""


def may_edit_guides(actor: Actor, _: Any) -> Decision:
    """HR. Nobody else, not even administrators."""
    return allowed() if actor.has(Role.HR) else denied("not HR")


def may_narrow(actor: Actor, thing: Narrowed | None) -> Decision:
    """HR anywhere; the leader of a unit for that unit and those below it. What is for all, or an occupation, is HR's."""
    if actor.has(Role.HR):
        return allowed()
    is_leader = (
        thing is not None and thing.unit_id is not None and not thing.title_code and leads_unit(actor, thing.unit_id)
    )
    return allowed() if is_leader else denied("not HR or the unit's leader")


EDIT_GUIDE = Act("edit_guide", may=may_edit_guides)
PUBLISH_GUIDE = Act("publish_guide", may=may_edit_guides)
RETIRE_GUIDE = Act("retire_guide", may=may_edit_guides)
EDIT_ADDITION = Act("edit_addition", may=may_narrow)
PUBLISH_ADDITION = Act("publish_addition", may=may_narrow)
RETIRE_ADDITION = Act("retire_addition", may=may_narrow)
STATE = Act("state_direction", may=may_narrow)

ACTS = (EDIT_GUIDE, PUBLISH_GUIDE, RETIRE_GUIDE, EDIT_ADDITION, PUBLISH_ADDITION, RETIRE_ADDITION, STATE)
