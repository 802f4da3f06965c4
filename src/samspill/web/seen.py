"""The access log in plain words: one sentence to each act and part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspill.confidentiality.decisions import Part
from samspill.conversations.log import SeenLine

OPENED: dict[str, str | Promise] = {
    Part.PREPARATION_EMPLOYEE: _("You opened your own preparation"),
    Part.PREPARATION_LEADER: _("You opened your own preparation"),
    Part.SHARED: _("%(who)s opened the invitation and what is shared"),
    Part.CONVERSATION_NOTES: _("%(who)s opened the notes from the conversation"),
    Part.AGREEMENT: _("%(who)s opened the plan"),
    Part.FOLLOW_UP: _("%(who)s opened the follow-up"),
    Part.ASSESSMENT: _("%(who)s opened the assessment of the last period"),
}
WRITTEN: dict[str, str | Promise] = {
    Part.PREPARATION_EMPLOYEE: _("You wrote in your own preparation"),
    Part.PREPARATION_LEADER: _("You wrote in your own preparation"),
    Part.SHARED: _("%(who)s wrote in the invitation or in what is shared"),
    Part.CONVERSATION_NOTES: _("%(who)s wrote in the notes from the conversation"),
    Part.AGREEMENT: _("%(who)s wrote in the plan"),
    Part.FOLLOW_UP: _("%(who)s wrote in the follow-up"),
    Part.ASSESSMENT: _("%(who)s wrote about the last period, apart from the plan"),
}
ERASED: dict[str, str | Promise] = {
    Part.PREPARATION_EMPLOYEE: _("The employee’s preparation was erased for good"),
    Part.PREPARATION_LEADER: _("The leader’s preparation was erased for good"),
    Part.CONVERSATION_NOTES: _("The notes from the conversation were erased for good"),
    Part.ASSESSMENT: _("The assessment of the last period was erased for good"),
    Part.SHARED: _("The invitation and what was shared were erased for good"),
    Part.AGREEMENT: _("The plan was erased for good"),
    Part.FOLLOW_UP: _("The follow-up was erased for good"),
}
DONE: dict[str, str | Promise] = {
    "invited": _("%(who)s sent the invitation"),
    "moved": _("%(who)s changed the invitation"),
    "call_off": _("%(who)s called the meeting off"),
    "issue_code": _("%(who)s printed the invitation with a code for one use"),
    "exempt": _("%(who)s changed whether the conversation is to be held now"),
    "decline": _("%(who)s said no, thank you"),
    "ask": _("%(who)s asked for the conversation"),
    "withdraw": _("%(who)s took back the conversation"),
    "wish_record": _("%(who)s asked for a record"),
    "wish": _("%(who)s asked for something before the conversation"),
    "wish_other_leader": _("%(who)s asked for another conversation leader"),
    "meet_wish": _("%(who)s saw to what the other asked for"),
    "hold_on_paper": _("%(who)s said that the conversation was held on paper"),
    "signed_on_paper": _("%(who)s said that both have signed the plan on paper"),
    "shared": _("%(who)s shared a point"),
    "taken_back": _("%(who)s took back a point"),
    "share_assessment": _("%(who)s shared an assessment of the last period"),
    "answer_assessment": _("%(who)s answered the assessment of the last period"),
    "start": _("%(who)s started the conversation"),
    "change_writer": _("%(who)s changed who writes"),
    "finish": _("%(who)s ended the conversation"),
    "confirmed": _("%(who)s confirmed the plan"),
    "confirmed_on_others_device": _("%(who)s confirmed the plan on the other’s device"),
    "voided": _("%(who)s changed the plan, so that both must confirm again"),
    "reopen": _("%(who)s opened the plan for changes"),
    "correction_proposed": _("%(who)s proposed to correct a spelling mistake in the plan"),
    "correction_accepted": _("%(who)s accepted a corrected spelling in the plan"),
    "correction_declined": _("%(who)s declined a corrected spelling in the plan"),
    "correction_withdrawn": _("%(who)s took back a proposal to correct a spelling mistake"),
    "leave_unconfirmed": _("%(who)s left it without a confirmed plan"),
    "take_up_again": _("%(who)s took the plan up again"),
    "evaluate": _("%(who)s answered how useful the conversation was"),
    "follow_up": _("%(who)s told how an action goes"),
    "own_copy": _("%(who)s took out an own copy of the plan"),
    "archive_copy": _("The plan was made ready for the archive"),
    "leader_changed": _("The conversation got another leader"),
    "password_reset": _("%(about)s chose a new password with a code"),
    "paper_code_issued": _("%(who)s made a code on paper for %(about)s"),
    "paper_code_used": _("%(about)s used a code on paper and chose a PIN"),
    "code_sent": _("%(who)s had a sign-in code sent to %(about)s"),
}
BY_PART = {"opened": OPENED, "changed": WRITTEN, "first_write": WRITTEN, "erased": ERASED}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What happened, in words, and when."""

    at: datetime
    words: str


def told(lines: Iterable[SeenLine]) -> list[ToldLine]:
    """The log in words; what would be said twice for the same minute is said once."""
    sentences = [ToldLine(line.at, sentence_of(line)) for line in lines]
    same = groupby(sentences, key=lambda line: (line.words, line.at.replace(second=0, microsecond=0)))
    return [next(group) for _key, group in same]


def sentence_of(line: SeenLine) -> str:
    """What happened, in one sentence in the reader's language."""
    who = gettext("You") if line.is_own else line.name or gettext("Samspill")
    words = BY_PART[line.act].get(line.part) if line.act in BY_PART else DONE.get(line.act)
    return str(words or _("%(who)s did something of a kind that this page has no words for yet")) % {
        "who": who,
        "about": line.about,
    }
