"""The kinds of conversation and what each of them is bound to, as data: who asks, in which guide, filed or not, kept how long.

The yearly conversation comes with a round. The others are asked for by one of the two, without a reason, and are held
apart from rounds; a short talk on the spot is a follow-up conversation that begins at once (S12).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspill.guides import shape

EMPLOYEE, LEADER = "employee", "leader"
THE_TWO = frozenset({EMPLOYEE, LEADER})
YEAR = timedelta(days=365)


class Kind(models.TextChoices):
    """What kind of conversation it is."""

    YEARLY = "yearly", _("Employee conversation")
    FOLLOW_UP = "follow_up", _("Follow-up conversation")
    START = "start", _("First conversation")
    SENIOR = "senior", _("Milestone conversation")
    PAY = "pay", _("Pay conversation")
    END = "end", _("Leaving conversation")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a kind of conversation is bound to.

    Args:
        guide: the kind of guide that it is held by.
        asked_by: who of the two may ask for it.
        time_within: how long the other has to agree on a time; None where nothing is laid down.
        minutes: how long it is planned to last; None for the organisation's own length.
        is_recorded: whether a plan is written; else only when the employee asks for a record.
        is_filed: whether the plan may go to the archive at all; the organisation's setting decides for those that may.
        kept: how long its texts are kept after it was held; None for those that live until the next plan (``plans``).
        looks_back: the kinds whose last plan stands beside it.
        is_assessed: whether an assessment of the last period may go with it, where the organisation has that.
        is_composed: whether what units and occupations add to the guides is part of it.
        is_advised: whether the talk compass looks at its words; not where pay is the very subject.
    """

    guide: str
    asked_by: frozenset[str] = THE_TWO
    time_within: timedelta | None = None
    minutes: int | None = None
    is_recorded: bool = True
    is_filed: bool = True
    kept: timedelta | None = None
    looks_back: tuple[str, ...] = ()
    is_assessed: bool = False
    is_composed: bool = False
    is_advised: bool = True


PLANS = (Kind.YEARLY.value, Kind.FOLLOW_UP.value, Kind.START.value, Kind.SENIOR.value)
RULES: dict[str, Rules] = {
    Kind.YEARLY: Rules(shape.YEARLY, looks_back=PLANS, is_assessed=True, is_composed=True),
    Kind.FOLLOW_UP: Rules(shape.FOLLOW_UP, minutes=30, looks_back=PLANS),
    Kind.START: Rules(shape.START, looks_back=PLANS),
    Kind.SENIOR: Rules(shape.SENIOR, looks_back=PLANS),
    # Hovedtariffavtalen 3.2.2: held when the employee asks, a time within 14 days, minutes only on the employee's wish.
    Kind.PAY: Rules(
        shape.PAY,
        asked_by=frozenset({EMPLOYEE}),
        time_within=timedelta(days=14),
        minutes=45,
        is_recorded=False,
        is_filed=False,
        kept=YEAR,
        looks_back=(Kind.PAY.value,),
        is_advised=False,
    ),
    Kind.END: Rules(shape.END, minutes=45, is_filed=False, kept=YEAR / 2, looks_back=PLANS),
}


def rules_of(kind: str) -> Rules:
    """The rules of a kind."""
    return RULES[kind]
