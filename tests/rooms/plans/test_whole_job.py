"""The whole job through the services: from a round to a delivered plan."""

from pathlib import Path

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_round

from samspill.archive.models import Delivery
from samspill.archive.services import deliver_due, queue_deliveries
from samspill.confidentiality import access_log
from samspill.confidentiality.actors import Actor
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation, CoverageCount
from samspill.conversations.queries import list_team, read_preparation
from samspill.conversations.services import preparing
from samspill.conversations.services.writing import save_note
from samspill.organisation.models import Unit
from samspill.plans.owed import list_actions
from samspill.plans.queries import read_own_copy
from samspill.plans.room import read_room
from samspill.plans.services.following_up import set_action_state

pytestmark = pytest.mark.django_db


def test_from_round_to_archive(cast: Cast, tmp_path: Path, settings: object) -> None:
    settings.SAMSPILL_ARCHIVE = tmp_path  # type: ignore[attr-defined]
    make_round(cast)
    assert Conversation.objects.count() == 9
    conversation = make_agreed(cast)
    assert read_own_copy(cast.actor("ada"), conversation_id=conversation.id).startswith(b"%PDF")
    worker = Actor.system("delivery")
    assert queue_deliveries(worker) == 1
    assert queue_deliveries(worker) == 0
    assert deliver_due(worker) == 1
    assert deliver_due(worker) == 0
    delivery = Delivery.objects.get()
    assert sorted(path.name for path in (tmp_path / str(delivery.id)).iterdir()) == ["arkivmelding.xml", "plan.pdf"]
    assert delivery.state == Delivery.State.RECEIVED
    assert access_log.verify() is None
    mine = list_actions(cast.actor("ada"))
    assert [one.text.what for one in mine] == ["Lære opp nye"]
    set_action_state(cast.actor("ada"), action_id=mine[0].text.action.id, state="done")
    top = Unit.objects.get(code="1000")
    counted = {row.state: row.count for row in CoverageCount.objects.filter(unit=top)}
    assert counted["agreed"] == 1


def test_what_is_shared_can_be_read_by_the_other(cast: Cast) -> None:
    make_round(cast)
    ada, leif, conversation = cast.actor("ada"), cast.actor("leif"), conversation_of(cast)
    point = read_preparation(ada, conversation_id=conversation.id).points[0].name
    revision = preparing.save_point(ada, conversation_id=conversation.id, point=point, text="Hemmelig", revision=0)
    assert revision == 1
    assert read_preparation(leif, conversation_id=conversation.id).from_other == []
    preparing.share_point(ada, conversation_id=conversation.id, point=point)
    assert [one.text for one in read_preparation(leif, conversation_id=conversation.id).from_other] == ["Hemmelig"]
    preparing.take_back(ada, conversation_id=conversation.id, point=point)
    assert read_preparation(leif, conversation_id=conversation.id).from_other == []
    assert read_preparation(ada, conversation_id=conversation.id).points[0].text == "Hemmelig"


def test_the_room(cast: Cast) -> None:
    from tests.making import make_started

    make_round(cast)
    conversation = make_started(cast)
    ada = cast.actor("ada")
    save_note(ada, conversation_id=conversation.id, theme="expectations", text="Vi tar det rolig", revision=0)
    room = read_room(cast.actor("leif"), conversation_id=conversation.id)
    assert room.agenda[0].note == "Vi tar det rolig"
    assert len(list_team(cast.actor("leif"))) == 2
    seen = read_who_has_seen(ada, conversation_id=conversation.id)
    assert {line.name for line in seen.lines} >= {"Leif Haugen"}
