"""The printed invitation as its template wants it: every label in words, every text printable."""

from typing import Any

from django.utils.translation import gettext as _

from samspill.documents.content import InvitationSheet
from samspill.documents.lettering import as_one_line, as_printable
from samspill.documents.wording import write_conversation, write_day, write_minutes, write_short_day, write_time
from samspill.foundation.clock import OSLO


def lay_out_invitation(invitation: InvitationSheet, /) -> dict[str, Any]:
    """The invitation's template content in the active language (seeds S01, S06, S20: personal, with form)."""
    names = {"name": as_one_line(invitation.employee_name), "leader": as_one_line(invitation.leader_name)}
    lead = _("%(leader)s invites you to a conversation about your work, how you are doing in it and what comes next.")
    sections = [{"title": as_one_line(each.title), "text": as_printable(each.text)} for each in invitation.sections]
    return {
        "title": _("Invitation: %(conversation)s")
        % {"conversation": write_conversation(invitation.kind, invitation.year)},
        "organisation": as_one_line(invitation.organisation),
        "page_of": _("Page {page} of {pages}"),
        "written": write_short_day(invitation.written_at.astimezone(OSLO).date()),
        "greeting": _("Dear %(name)s") % names,
        "lead": lead % names,
        "facts": _facts(invitation),
        "words": {"title": _("From %(leader)s") % names, "text": as_printable(invitation.leader_words)},
        "themes": {
            "title": _("Themes that %(leader)s would like to talk about") % names,
            "texts": [as_one_line(theme) for theme in invitation.leader_themes],
        },
        "sections": sections,
        "points": _points(invitation),
        "door": _door(invitation) if invitation.code else None,
    }


def _facts(invitation: InvitationSheet) -> list[dict[str, str]]:
    day = write_day(invitation.starts_at.astimezone(OSLO).date())
    leader = ", ".join(filter(None, [invitation.leader_name, invitation.leader_title]))
    facts = [
        (_("When"), _("%(day)s at %(time)s") % {"day": day, "time": write_time(invitation.starts_at)}),
        (_("Length"), write_minutes(invitation.minutes)),
        (_("Where"), invitation.place),
        (_("With"), leader),
        (_("Unit"), invitation.unit),
    ]
    return [{"name": name, "value": as_one_line(value)} for name, value in facts if value]


def _points(invitation: InvitationSheet) -> dict[str, Any]:
    return {
        "title": _("Prepare yourself"),
        "text": _("Preparing is working time. This sheet is yours: write what you like, and choose what you share."),
        "texts": [as_one_line(point) for point in invitation.points],
    }


def _door(invitation: InvitationSheet) -> dict[str, str]:
    valid_until = invitation.code_valid_until
    return {
        "title": _("If you would rather prepare on a screen"),
        "text": _(
            "Go to the address and type the code. It works once. Then you choose a PIN of your own, "
            "and only you can read what you write until you share it."
        ),
        "address_label": _("Address"),
        "address": as_one_line(invitation.address),
        "code_label": _("One-time code"),
        "code": as_one_line(invitation.code),
        "valid_until": _("Valid until %(day)s") % {"day": write_day(valid_until)} if valid_until else "",
    }
