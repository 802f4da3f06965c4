"""What the pages say of the wording of an action, in one kind sentence for each thing, with a better form of it."""

from django.utils.translation import gettext_lazy as _

from samspill.plans.wording import LANGUAGES, Kind, advise
from samspill.web.draft_words import Words

MOST_SHOWN = 2

BETTER: dict[Kind, Words] = {
    "vague": _(
        "What will one see done? “Ask for feedback after each meeting” is easier to follow up than “get better at meetings”."
    ),
    "no_verb": _("Begin with what is to be done: “Take the first-aid course” rather than just “first aid”."),
    "nobody": _("Say who does it: “Leif books the course” rather than “the course should be booked”."),
    "several": _(
        "Is this more than one action? Apart, each gets its own person and date: “Book the course”, and then “Find a substitute”."
    ),
    "sometime": _("Let the date below say when: “by 1 May” is easier to keep than “soon” or “when needed”."),
}
"""Kind → how it could be worded; the text itself is never stopped and never changed."""


def advice_on_action(text: str, language: str) -> list[Words]:
    """How an action could be worded better, at most two things at a time; nothing is kept.

    Args:
        text: as it was typed.
        language: the conversation's; for others than nb, nn and en nothing is said.
    """
    found = advise(text, language) if language in LANGUAGES else []
    return [BETTER[one.kind] for one in found[:MOST_SHOWN]]
