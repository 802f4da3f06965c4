"""Why the wording of a question is marked, in one line for whoever is writing it. Each line ends in a way forward."""

from django.utils.translation import gettext_lazy as _

from samspill.guides.wording import Fault
from samspill.web.draft_words import Words

WHY: dict[Fault, Words] = {
    "closed": _("This can be answered with yes, no or one word. An open question lets the other tell."),
    "leading": _("This gives an answer or a judgement away. Let the other judge."),
    "double": _("This asks for two things at once. Ask one first, then the other."),
    "accusing": _("This may sound like blame. Ask what happened, or what would help."),
    "too_long": _("This has more than 30 words. It is easier to answer when it is short."),
}
"""Fault → why it matters; the suggestion of ``guides.wording.advise`` follows after it."""
