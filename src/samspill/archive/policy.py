"""Who may see deliveries."""

from typing import Any

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, allowed, denied


def may_see_deliveries(actor: Actor, _: Any) -> Decision:
    """Records managers and HR see state, date and receipt by name; nobody sees content here."""
    return allowed() if actor.has(Role.RECORDS, Role.HR) else denied("not records or HR")


SEE_DELIVERIES = Act("see_deliveries", may=may_see_deliveries)
ACTS = (SEE_DELIVERIES,)
