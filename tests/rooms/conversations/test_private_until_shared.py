"""What one prepares is one's own until it is shared: the other reads neither the words nor when they were written."""

import pytest
from tests.cast import Cast
from tests.making import make_invited, make_round

from samspill.confidentiality import access_log, gate
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation
from samspill.conversations.queries import read_preparation
from samspill.conversations.services import choosing, preparing, writing
from samspill.people.models import Person

pytestmark = pytest.mark.django_db
POINT = "theme:career"


@pytest.fixture
def invited(cast: Cast) -> Conversation:
    """Ada's conversation, with something in the shared part from the first day."""
    make_round(cast)
    return make_invited(cast, words="Velkommen, Ada")


def _acts(cast: Cast, reader: str, conversation: Conversation, who: Person) -> list[tuple[str, str]]:
    seen = read_who_has_seen(cast.actor(reader), conversation_id=conversation.id)
    return [(line.act, line.part) for line in seen.lines if line.name == who.full_name]


def test_writing_for_oneself_leaves_no_trace_that_the_other_sees(cast: Cast, invited: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=invited.id, point=POINT, text="Bare mitt", revision=0)
    preparing.mark_point(ada, conversation_id=invited.id, point=POINT, matters=True)
    writing.save_private_note(ada, conversation_id=invited.id, topic="career", text="Husk", revision=0)
    assert _acts(cast, "leif", invited, cast.ada) == []
    assert ("first_write", "preparation_employee") in _acts(cast, "ada", invited, cast.ada)


def test_writing_in_what_is_shared_is_seen_by_both(cast: Cast, invited: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=invited.id, point=POINT, text="Delt", revision=0)
    preparing.share_point(ada, conversation_id=invited.id, point=POINT)
    assert ("shared", "shared") in _acts(cast, "leif", invited, cast.ada)
    assert ("changed", "shared") in _acts(cast, "leif", invited, cast.ada)


@pytest.mark.parametrize("saves", [1, 2, 3])
def test_a_window_left_open_never_writes_into_what_was_shared_meanwhile(
    cast: Cast, invited: Conversation, saves: int
) -> None:
    ada = cast.actor("ada")
    revision = 0
    for number in range(saves):
        text = f"Utkast {number}"
        revision = preparing.save_point(ada, conversation_id=invited.id, point=POINT, text=text, revision=revision)
    preparing.share_point(ada, conversation_id=invited.id, point=POINT)
    for stale in range(revision + 1):
        with pytest.raises(gate.Conflict):
            preparing.save_point(ada, conversation_id=invited.id, point=POINT, text="Bare til meg selv", revision=stale)


def test_a_window_left_open_never_writes_into_what_was_taken_back_meanwhile(cast: Cast, invited: Conversation) -> None:
    ada = cast.actor("ada")
    preparing.save_point(ada, conversation_id=invited.id, point=POINT, text="Delt", revision=0)
    preparing.share_point(ada, conversation_id=invited.id, point=POINT)
    shared = read_preparation(ada, conversation_id=invited.id)
    revision = next(point.revision for point in shared.themes if point.name == POINT)
    preparing.take_back(ada, conversation_id=invited.id, point=POINT)
    with pytest.raises(gate.Conflict):
        preparing.save_point(ada, conversation_id=invited.id, point=POINT, text="Til Leif", revision=revision)


def test_the_others_own_theme_is_not_ones_own(cast: Cast, invited: Conversation) -> None:
    leif, ada = cast.actor("leif"), cast.actor("ada")
    point = choosing.add_own_theme(leif, conversation_id=invited.id, title="Lederens tema")
    preparing.share_point(leif, conversation_id=invited.id, point=point)
    with pytest.raises(NotFound):
        preparing.save_point(ada, conversation_id=invited.id, point=point, text="Mitt", revision=0)
    preparing.take_back(leif, conversation_id=invited.id, point=point)
    assert read_preparation(leif, conversation_id=invited.id)


def test_refused_attempts_never_push_the_openings_out_of_sight(cast: Cast, invited: Conversation) -> None:
    assert read_preparation(cast.actor("leif"), conversation_id=invited.id)
    before = _acts(cast, "ada", invited, cast.leif)
    for _ in range(520):
        gate.record_refusal(Denied("see", "not a party", actor=cast.actor("tor"), thing_id=invited.id))
    assert _acts(cast, "ada", invited, cast.leif) == before != []
    assert read_who_has_seen(cast.actor("ada"), conversation_id=invited.id).refused == 520
    assert access_log.verify() is None


def test_the_others_open_page_is_not_told_that_one_writes_for_oneself(cast: Cast, invited: Conversation) -> None:
    before = Conversation.objects.get(id=invited.id).revision
    draft = preparing.PointDraft(POINT, "Bare mitt", 0, matters=True)
    assert preparing.save_points(cast.actor("ada"), conversation_id=invited.id, drafts=[draft]) == []
    assert Conversation.objects.get(id=invited.id).revision == before
