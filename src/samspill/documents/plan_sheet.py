"""The agreed plan as its template wants it: every label in words, every text printable."""

from collections.abc import Sequence
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspill.documents.content import Action, Correction, Goal, Plan, Remark, Responsible, Role, Signature
from samspill.documents.lettering import as_one_line, as_printable
from samspill.documents.wording import write_conversation, write_day, write_moment, write_short_day

Standard = Literal["archive", "own", "signing"]

_ROLES: dict[Role, Promise] = {"employee": gettext_lazy("Employee"), "leader": gettext_lazy("Leader")}


class SignaturesDisagree(ValueError):
    """The two parties have confirmed different texts, so neither stands under this one."""


def lay_out_plan(
    plan: Plan,
    /,
    *,
    signatures: Sequence[Signature],
    remarks: Sequence[Remark],
    standard: Standard,
    corrections: Sequence[Correction] = (),
) -> dict[str, Any]:
    """The plan's template content in the language that is active.

    Raises:
        SignaturesDisagree: the signatures carry different hashes.
    """
    return {
        "title": _("Agreed plan %(year)s") % {"year": plan.year},
        "organisation": as_one_line(plan.organisation),
        "page_of": _("Page {page} of {pages}"),
        "text_language": plan.language,
        "lead": _lead(plan, is_agreed=_is_agreed(signatures)),
        "facts": _facts(plan),
        "goals": _goals(plan),
        "actions": _actions(plan),
        "focus": _focus(plan),
        "signatures": _signatures(plan, signatures, standard),
        "remarks": _remarks(remarks),
        "corrections": _corrections(corrections, standard),
        "readers": _readers(plan, standard),
        "text_hash": _text_hash(signatures),
    }


def _is_agreed(signatures: Sequence[Signature]) -> bool:
    return {signature.role for signature in signatures} == set(_ROLES)


def _lead(plan: Plan, *, is_agreed: bool) -> str:
    agreed = _("%(employee)s and %(leader)s agreed on this after the conversation on %(day)s.")
    draft = _("Draft after the conversation between %(employee)s and %(leader)s on %(day)s.")
    return (agreed if is_agreed else draft) % _who_and_when(plan)


def _who_and_when(plan: Plan) -> dict[str, str]:
    return {
        "employee": as_one_line(plan.employee.name),
        "leader": as_one_line(plan.leader.name),
        "day": write_day(plan.held_on),
        "organisation": as_one_line(plan.organisation),
    }


def _facts(plan: Plan) -> list[dict[str, str]]:
    guide = _("%(title)s, version %(version)s") % {"title": plan.guide_title, "version": plan.guide_version}
    facts = [
        (_("Employee"), plan.employee.name),
        (_("Leader"), plan.leader.name),
        (_("Unit"), plan.unit),
        (_("Conversation"), write_conversation(plan.kind, plan.year)),
        (_("Held"), write_day(plan.held_on)),
        (_("Guide"), guide),
    ]
    return [{"name": name, "value": as_one_line(value)} for name, value in facts]


def _goals(plan: Plan) -> list[dict[str, Any]]:
    groups = [("work", _("Work goals")), ("development", _("Development goals"))]
    of_kind = {kind: [_goal(goal, plan) for goal in plan.goals if goal.kind == kind] for kind, _title in groups}
    return [{"title": title, "goals": of_kind[kind]} for kind, title in groups if of_kind[kind]]


def _goal(goal: Goal, plan: Plan) -> dict[str, Any]:
    whose = _name_of(goal.whose, plan) if goal.whose else ""
    serves = _("Serves: %(goal)s") % {"goal": as_one_line(goal.serves)} if goal.serves else ""
    return {"text": as_printable(goal.text), "lines": _filled(whose, serves, _theme(goal.theme))}


def _name_of(who: Responsible, plan: Plan) -> str:
    return as_one_line({"employee": plan.employee.name, "leader": plan.leader.name, "both": _("Both")}[who])


def _filled(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _theme(theme: str) -> str:
    return _("Theme: %(theme)s") % {"theme": as_one_line(theme)} if theme else ""


def _actions(plan: Plan) -> dict[str, Any]:
    return {
        "title": _("Who does what by when"),
        "columns": [_("What"), _("Who"), _("By when")],
        "rows": [_action(action, plan) for action in plan.actions],
        "none": None if plan.actions else _no_actions(plan),
    }


def _no_actions(plan: Plan) -> dict[str, str]:
    if not plan.no_actions_needed:
        return {"title": _("No actions are written down"), "text": ""}
    return {
        "title": _("No particular actions are needed"),
        "text": _("We have talked it through and agree on this. It is a full answer."),
    }


def _action(action: Action, plan: Plan) -> dict[str, Any]:
    support = _("Support: %(support)s") % {"support": as_printable(action.support)} if action.support else ""
    day = action.next_check_on and write_short_day(action.next_check_on)
    next_check = _("We look at it again %(day)s") % {"day": day} if day else ""
    for_goal = _("For the goal: %(goal)s") % {"goal": as_one_line(action.for_goal)} if action.for_goal else ""
    return {
        "what": as_printable(action.what),
        "who": _name_of(action.responsible, plan),
        "due": write_short_day(action.due_on),
        "lines": _filled(for_goal, support, next_check, _theme(action.theme)),
    }


def _focus(plan: Plan) -> dict[str, Any]:
    texts = [{"theme": as_one_line(focus.theme), "text": as_printable(focus.text)} for focus in plan.focus]
    return {"title": _("What we keep in mind ahead"), "texts": texts}


def _signatures(plan: Plan, signatures: Sequence[Signature], standard: Standard) -> dict[str, Any]:
    rows = [[str(_ROLES[each.role]), as_one_line(each.name), _confirmed(each)] for each in signatures]
    is_done = _is_agreed(signatures) or standard == "signing"
    return {
        "title": _("Signatures") if standard == "signing" else _("Confirmed"),
        "columns": [_("Role"), _("Name"), _("Confirmed the text")],
        "rows": rows,
        "lines": _lines_to_sign(plan) if standard == "signing" else [],
        "draft": "" if is_done else _("Until both have confirmed it, this is a draft."),
    }


def _confirmed(signature: Signature) -> str:
    if signature.on_paper_on is None:
        return write_moment(signature.at)
    return _("Signed on paper %(day)s") % {"day": write_short_day(signature.on_paper_on)}


def _lines_to_sign(plan: Plan) -> list[str]:
    names = ((_("Employee"), plan.employee.name), (_("Leader"), plan.leader.name))
    return [
        _("%(role)s, %(name)s: date and signature") % {"role": role, "name": as_one_line(name)} for role, name in names
    ]


def _remarks(remarks: Sequence[Remark]) -> dict[str, Any]:
    texts = [
        {
            "who": as_one_line(remark.name),
            "when": f"{_ROLES[remark.role]} · {write_moment(remark.at)}",
            "text": as_printable(remark.text),
        }
        for remark in remarks
    ]
    return {"title": _("Remarks"), "texts": texts}


def _corrections(corrections: Sequence[Correction], standard: Standard) -> dict[str, Any]:
    rows = [
        {"before": as_printable(one.before), "after": as_printable(one.after), "signed": _signed(one)}
        for one in corrections
    ]
    note = _(
        "Both confirmations stand. The text above has the corrected spelling; "
        "the checksum is of the text as both confirmed it."
    )
    attached = _("The attached data are that text, too.") if standard == "own" else ""
    return {
        "title": _("Spelling corrected afterwards"),
        "columns": [_("Before"), _("After"), _("Corrected by both")],
        "rows": rows,
        "note": f"{note} {attached}".strip(),
    }


def _signed(one: Correction) -> list[str]:
    """Who proposed and who accepted, as two lines."""
    proposed = {"name": as_one_line(one.proposed_by), "day": write_moment(one.proposed_at)}
    accepted = {"name": as_one_line(one.accepted_by), "day": write_moment(one.accepted_at)}
    return [_("Proposed by %(name)s %(day)s") % proposed, _("Accepted by %(name)s %(day)s") % accepted]


def _readers(plan: Plan, standard: Standard) -> dict[str, Any]:
    """Who can read the paper. It promises no secrecy: only the law screens, and the employer decides (offl. § 13)."""
    who = {
        "archive": _("%(employee)s and %(leader)s, and those whom the archive of %(organisation)s lets in."),
        "own": _(
            "This is your own copy. The plan itself can be read by %(employee)s, %(leader)s "
            "and those whom the archive of %(organisation)s lets in."
        ),
    }
    screening = _(
        "Can be exempt from public access under section 13 of offentleglova, cf. section 13 first paragraph no. 1 of "
        "forvaltningsloven (personal matters). The employer decides on each request."
    )
    attached = _("The plan is attached to this file as data (plan.json).") if standard == "own" else ""
    texts = [who["own" if standard == "own" else "archive"] % _who_and_when(plan), screening, attached]
    return {"title": _("Who can read this"), "texts": [text for text in texts if text]}


def _text_hash(signatures: Sequence[Signature]) -> dict[str, str] | None:
    hashes = {signature.text_hash for signature in signatures}
    if len(hashes) > 1:
        raise SignaturesDisagree("The signatures belong to different texts.")
    return {"label": _("Checksum of the confirmed text (SHA-256)"), "value": hashes.pop()} if hashes else None
