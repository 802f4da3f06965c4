"""Who may act on the organisation: bring it in, see it whole, and share a leader's conversations."""

from typing import Any

from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Act, Decision, allowed, denied
from samspill.organisation.dates import valid_today
from samspill.organisation.models import Leadership

COMMAND_LINE = "import from the command line"


def may_import(actor: Actor, _: Any) -> Decision:
    """HR and administrators; and the command line, which only the one who runs the server reaches."""
    if actor.has(Role.HR, Role.ADMINISTRATOR) or actor.purpose == COMMAND_LINE:
        return allowed()
    return denied("not HR or administrator")


def may_see_organisation(actor: Actor, _: Any) -> Decision:
    """HR and administrators: units, those without a leader, what the organisation is called, and who can help."""
    return allowed() if actor.has(Role.HR, Role.ADMINISTRATOR) else denied("not HR or administrator")


def may_delegate(actor: Actor, _: Any) -> Decision:
    """Who is somebody's nearest leader today. A delegate passes nothing on."""
    leads = Leadership.objects.filter(valid_today(), leader_id=actor.person_id).exists()
    return allowed() if leads else denied("leads nobody")


CHECK_IMPORT = Act("check_import", may=may_import)
APPLY_IMPORT = Act("apply_import", may=may_import)
SEE_ORGANISATION = Act("see_organisation", may=may_see_organisation)
NAME_ORGANISATION = Act("name_organisation", may=may_see_organisation)
CHANGE_REFERRALS = Act("change_referrals", may=may_see_organisation)
DELEGATE = Act("delegate", may=may_delegate)
END_DELEGATION = Act("end_delegation", may=may_delegate)

ACTS = (CHECK_IMPORT, APPLY_IMPORT, SEE_ORGANISATION, NAME_ORGANISATION, CHANGE_REFERRALS, DELEGATE, END_DELEGATION)
