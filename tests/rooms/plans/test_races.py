"""Many at once: nobody confirms another text, everything happens once, nothing waits in a ring, the log never forks."""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import Settings
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_held, make_invited, make_round, make_started

from samspill.archive.models import Delivery
from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality import access_log, gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations import policy
from samspill.conversations.models import Appointment, Conversation, CoverageCount
from samspill.conversations.queries import read_preparation
from samspill.conversations.services import holding, inviting, preparing
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.conversations.services.moving import recount
from samspill.conversations.services.opening import open_round
from samspill.conversations.states import State, WrongState
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import Employment, Leadership
from samspill.plans.models import AgreedPlan, Confirmation
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.drafting import ActionDraft, change_action
from samspill.rounds.services import WrongRoundState, draft_round

pytestmark = pytest.mark.django_db(transaction=True)

RACES = [50, pytest.param(1_000, marks=pytest.mark.soak)]
TURNS = [20, pytest.param(100, marks=pytest.mark.soak)]
POINT = "theme:career"
REFUSED = (Unacceptable, WrongState, WrongRoundState, Denied, NotFound, gate.Conflict)
Act = Callable[[], object]


def together(*acts: Act) -> list[object]:
    """Do all at once, each with a connection of its own; what each gave back, or the refusal that met it.

    Raises:
        Exception: whatever went wrong that is no refusal: a deadlock, a broken rule of the database.
    """
    start = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(number: int, act: Act) -> None:
        try:
            start.wait()
            found[number] = act()
        except Exception as error:  # looked at below, in the test's own thread
            found[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in found:
        if isinstance(one, Exception) and not isinstance(one, REFUSED):
            raise one
    return found


def succeeded(found: Sequence[object]) -> int:
    """How many were not refused."""
    return sum(not isinstance(one, Exception) for one in found)


@pytest.fixture(autouse=True)
def _log_is_whole() -> Iterator[None]:
    yield
    assert access_log.verify() is None


def _hash(actor: Actor, conversation_id: UUID) -> str:
    return read_agreement(actor, conversation_id=conversation_id).text_hash


@pytest.mark.parametrize("races", RACES)
def test_two_confirm_while_somebody_edits(cast: Cast, races: int) -> None:
    make_round(cast)
    one = make_held(cast)
    ada, leif = cast.actor("ada"), cast.actor("leif")
    for number in range(races):
        agreement = read_agreement(ada, conversation_id=one.id)
        seen, action = agreement.text_hash, agreement.plan.actions[0]
        change = partial(change_action, action_id=action.action.id, revision=action.revision)
        draft = ActionDraft(f"Tiltak {number}", "both", clock.today())
        together(
            partial(confirm_plan, ada, conversation_id=one.id, seen_hash=seen),
            partial(confirm_plan, leif, conversation_id=one.id, seen_hash=seen),
            partial(change, ada, conversation_id=one.id, draft=draft),
        )
        standing = Confirmation.objects.filter(plan__conversation=one, voided_at__isnull=True)
        assert {given.text_hash for given in standing} <= {_hash(leif, one.id)}
        is_agreed = Conversation.objects.get(id=one.id).state == State.AGREED
        assert is_agreed == (standing.count() == 2)
        if is_agreed:
            assert AgreedPlan.objects.get().text_hash == seen
            reopen_plan(ada, conversation_id=one.id, reason="A date is wrong")


@pytest.mark.parametrize("turns", TURNS)
def test_three_starts_make_one(cast: Cast, turns: int) -> None:
    make_round(cast)
    one = make_invited(cast)
    for _ in range(turns):
        Conversation.objects.filter(id=one.id).update(state=State.INVITED)
        acts = [cast.actor("ada"), cast.actor("leif"), cast.actor("leif")]
        start = [partial(holding.start_conversation, actor, conversation_id=one.id) for actor in acts]
        assert succeeded(together(*start)) == 1


@pytest.mark.parametrize("turns", TURNS)
def test_three_ends_make_one(cast: Cast, turns: int) -> None:
    make_round(cast)
    one = make_started(cast)
    for _ in range(turns):
        Conversation.objects.filter(id=one.id).update(state=State.STARTED)
        end = [partial(holding.finish_conversation, cast.actor("ada"), conversation_id=one.id)] * 3
        assert succeeded(together(*end)) == 1


@pytest.mark.parametrize("turns", TURNS)
def test_three_confirmations_by_one_make_one_and_three_reopenings_make_one(cast: Cast, turns: int) -> None:
    """However often a button is pressed: one confirmation each, one agreement, one opening again with one reason."""
    make_round(cast)
    one = make_held(cast)
    ada, leif = cast.actor("ada"), cast.actor("leif")
    for _ in range(turns):
        seen = _hash(ada, one.id)
        confirm = [partial(confirm_plan, actor, conversation_id=one.id, seen_hash=seen) for actor in (ada, leif)]
        assert succeeded(together(*confirm * 3)) == 2
        assert Confirmation.objects.filter(voided_at__isnull=True, text_hash=seen).count() == 2
        assert AgreedPlan.objects.get().text_hash == seen
        reopen = [
            partial(reopen_plan, actor, conversation_id=one.id, reason="A date is wrong") for actor in (ada, leif, ada)
        ]
        assert succeeded(together(*reopen)) == 1
        assert not Confirmation.objects.filter(voided_at__isnull=True).exists()


def test_three_openings_make_one_round(cast: Cast) -> None:
    hanne = cast.actor("hanne")
    for number in range(10):
        round_ = draft_round(hanne, year=2030 + number, guide_key="full", deadline_on=clock.today())
        opened = together(*[partial(open_round, hanne, round_id=round_.id)] * 3)
        assert succeeded(opened) == 1
        made = Conversation.objects.filter(round=round_)
        assert made.count() == made.values("employee_id").distinct().count() > 0


def test_three_deliveries_make_one(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.SAMSPILL_ARCHIVE = tmp_path
    make_round(cast)
    make_agreed(cast)
    night = Actor.system("delivery")
    together(*[partial(queue_deliveries, night)] * 3)
    assert Delivery.objects.count() == 1
    assert sum(int(str(one)) for one in together(*[partial(deliver_due, night)] * 3)) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_invitations_to_many_and_writing_to_one_never_wait_in_a_ring(cast: Cast) -> None:
    round_id = make_round(cast).id
    ada, leif = cast.actor("ada"), cast.actor("leif")
    mine = list(Conversation.objects.filter(appointments__leader=cast.leif, appointments__until_at__isnull=True))
    own = conversation_of(cast)
    assert len(mine) >= 2
    for number in range(20):
        Conversation.objects.filter(id__in=[one.id for one in mine]).update(state=State.PLANNED, planned_at=None)
        recount(round_id)
        day = clock.now().replace(hour=8, minute=0) + timedelta(days=number + 3)
        drafts = [inviting.Draft(one.id, day + timedelta(hours=2 * place), 60, "Rom") for place, one in enumerate(mine)]
        together(
            partial(inviting.invite, leif, drafts=drafts),
            partial(inviting.invite, leif, drafts=drafts[::-1]),
            partial(preparing.save_point, ada, conversation_id=own.id, point=POINT, text=str(number), revision=None),
        )
        kept = set(CoverageCount.objects.filter(count__gt=0).values_list("unit_id", "state", "count"))
        recount(round_id)
        assert kept == set(CoverageCount.objects.values_list("unit_id", "state", "count"))


def test_what_is_shared_while_the_leader_changes_is_never_the_new_leaders(cast: Cast) -> None:
    make_round(cast)
    ada = cast.actor("ada")
    night = Actor.system(policy.FOLLOWING)
    leaders = [cast.tor, cast.leif]
    for number in range(20):
        one = Conversation.objects.get(employee=cast.ada, state=State.PLANNED)
        text = f"Til den forrige {number}"
        preparing.save_point(ada, conversation_id=one.id, point=POINT, text=text, revision=None)
        _now_led_by(cast, leaders[number % 2].id)
        together(
            partial(follow_leaders, night),
            partial(follow_leaders, night),
            partial(preparing.share_point, ada, conversation_id=one.id, point=POINT),
        )
        follow_leaders(night)
        now = Conversation.objects.get(employee=cast.ada, state=State.PLANNED)
        assert Appointment.objects.get(conversation=now, until_at__isnull=True).leader == leaders[number % 2]
        reader = cast.actor("tor" if number % 2 == 0 else "leif")
        shared = [given.text for given in read_preparation(reader, conversation_id=now.id).from_other]
        if now.id == one.id and shared:
            # It was shared after the change, with the leader whom the page then named.
            preparing.take_back(ada, conversation_id=now.id, point=POINT)
        else:
            assert shared == []


def _now_led_by(cast: Cast, leader_id: UUID) -> None:
    today = clock.today()
    employment = Employment.objects.get(person=cast.ada)
    Leadership.objects.filter(employment=employment).delete()
    Leadership.objects.create(employment=employment, employee=cast.ada, leader_id=leader_id, from_on=today)
