"""Counting how useful the employees found their conversations: in bundles, in the transaction of the answer that fills one."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count, F

from samspill.conversations.finding import leader_of
from samspill.conversations.models import Conversation
from samspill.conversations.states import NOT_COUNTED
from samspill.organisation.facts import path_to
from samspill.people.models import Person
from samspill.plans.bundles import FEWEST, Answer, bundle_among, told_of
from samspill.plans.models import Evaluation, UsefulnessCount, WaitingAnswer
from samspill.rounds.models import Round


def count_answer(conversation: Conversation, evaluation: Evaluation) -> None:
    """Let an employee's first answer about a conversation of a round wait, and count the bundle that it fills, if any."""
    leader = leader_of(conversation)
    if conversation.round_id is None or leader is None:
        return
    Round.objects.select_for_update().get(id=conversation.round_id)
    path = _path_to_count_in(conversation, leader)
    WaitingAnswer.objects.create(evaluation=evaluation, unit_id=path[-1], leader=leader)
    if bundle := bundle_among(_waiting(conversation.round_id, path[-1])):
        _count(conversation.round_id, path, bundle)


def _path_to_count_in(conversation: Conversation, leader: Person) -> list[UUID]:
    """The way down to the lowest unit in which the leader has conversations enough for a bundle; else the topmost alone."""
    path = path_to([conversation.unit_id])[conversation.unit_id]
    led = Conversation.objects.filter(
        round=conversation.round, appointments__leader=leader, appointments__until_at__isnull=True
    ).exclude(state__in=NOT_COUNTED)
    by_unit = led.filter(unit__ancestors__ancestor_id__in=path).values_list("unit__ancestors__ancestor_id")
    counts = dict(by_unit.annotate(count=Count("id")))
    return [unit_id for unit_id in path if counts.get(unit_id, 0) >= FEWEST] or path[:1]


def _waiting(round_id: UUID, unit_id: UUID) -> list[Answer]:
    rows = WaitingAnswer.objects.filter(unit_id=unit_id, evaluation__conversation__round_id=round_id)
    fields = ("id", "evaluation__usefulness", "evaluation__conversation__employee_id", "leader_id")
    return [Answer(*row) for row in rows.values_list(*fields)]


def _count(round_id: UUID, path: Sequence[UUID], bundle: Sequence[Answer]) -> None:
    told = told_of(bundle)
    missing = [UsefulnessCount(round_id=round_id, unit_id=unit_id) for unit_id in path]
    UsefulnessCount.objects.bulk_create(missing, ignore_conflicts=True)
    UsefulnessCount.objects.filter(round_id=round_id, unit_id__in=path).update(
        very=F("very") + told.very,
        somewhat=F("somewhat") + told.somewhat,
        little=F("little") + told.little,
        kept_back=F("kept_back") + told.kept_back,
    )
    WaitingAnswer.objects.filter(id__in=[answer.id for answer in bundle]).delete()
