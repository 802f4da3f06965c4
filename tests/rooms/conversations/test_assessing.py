"""The assessment of the last period: off by default, each one's own until handed over, erased by a rule of its own."""

from datetime import timedelta

import pytest
from tests.assessing import make_answered, make_assessment, make_shared, use_assessments
from tests.cast import Cast
from tests.making import conversation_of, make_agreed, make_invited, make_round, seen

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound, Part
from samspill.conversations.assessment import assessment_facts, read_assessment
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Assessment, Conversation
from samspill.conversations.services import assessing, inviting
from samspill.conversations.services.erasing import erase_due, erase_due_assessments
from samspill.conversations.services.exempting import exempt
from samspill.conversations.services.following_leaders import follow_leaders
from samspill.conversations.services.sharing import share_conversations
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.organisation.models import Employment, Leadership

pytestmark = pytest.mark.django_db
NIGHT = Actor.system("retention")
DAY = timedelta(days=1)


@pytest.fixture
def planned(cast: Cast) -> Conversation:
    """Ada's conversation, where assessments are a basis for pay."""
    make_round(cast)
    use_assessments()
    return conversation_of(cast)


def _lines(cast: Cast, name: str, one: Conversation) -> list[tuple[str, bool]]:
    """What the log tells this one of the assessment: acts, and whether they were the reader's own."""
    lines = read_who_has_seen(cast.actor(name), conversation_id=one.id).lines
    return [(line.act, line.is_own) for line in lines if line.part == Part.ASSESSMENT]


def _is_kept(one: Conversation) -> bool:
    return Part.ASSESSMENT in gate.existing_parts([one.id]).get(one.id, set())


def test_nothing_is_written_where_it_is_not_switched_on(cast: Cast) -> None:
    make_round(cast)
    one = conversation_of(cast)
    with pytest.raises(Denied):
        make_assessment(cast, one)
    with pytest.raises(NotFound):
        read_assessment(cast.actor("leif"), conversation_id=one.id)
    for name in ("ada", "leif"):
        assert assessment_facts(cast.actor(name), conversation=seen(cast.actor(name), one)) is None


def test_a_draft_is_the_leaders_alone(cast: Cast, planned: Conversation) -> None:
    make_assessment(cast, planned)
    assert read_assessment(cast.actor("leif"), conversation_id=planned.id).text.text == "Stødig gjennom hele året."
    for name in ("ada", "vera", "hanne", "aksel", "tor", "frida"):
        with pytest.raises(Denied):
            read_assessment(cast.actor(name), conversation_id=planned.id)
    assert ("first_write", True) in _lines(cast, "leif", planned)
    assert _lines(cast, "ada", planned) == []
    facts = assessment_facts(cast.actor("ada"), conversation=seen(cast.actor("ada"), planned))
    assert facts is not None
    assert (facts.shared, facts.has_draft, facts.may_open) == (None, False, False)


def test_the_employee_reads_what_is_shared_and_is_told(cast: Cast, planned: Conversation) -> None:
    make_shared(cast, planned)
    read = read_assessment(cast.actor("ada"), conversation_id=planned.id)
    assert (read.text.text, read.is_for_pay, read.may_write) == ("Stødig gjennom hele året.", True, True)
    assert list(Notice.objects.filter(recipient=cast.ada).values_list("kind", flat=True)) == ["assessment_shared"]
    assert ("opened", False) in _lines(cast, "leif", planned)
    assert ("share_assessment", False) in _lines(cast, "ada", planned)
    assert ("first_write", False) not in _lines(cast, "ada", planned)
    with pytest.raises(Denied):
        read_assessment(cast.actor("hanne"), conversation_id=planned.id)


def test_sharing_twice_tells_once(cast: Cast, planned: Conversation) -> None:
    make_shared(cast, planned)
    assessing.share_assessment(cast.actor("leif"), conversation_id=planned.id, is_for_pay=True)
    assert Notice.objects.count() == 1


def test_what_is_changed_after_sharing_is_told(cast: Cast, planned: Conversation) -> None:
    make_shared(cast, planned)
    assert read_assessment(cast.actor("ada"), conversation_id=planned.id).text_changed_at is None
    make_assessment(cast, planned, text="Stødig, og raus.")
    read = read_assessment(cast.actor("ada"), conversation_id=planned.id)
    assert read.text.text == "Stødig, og raus."
    assert read.text_changed_at is not None
    assert ("changed", False) in _lines(cast, "ada", planned)


def test_an_answer_is_the_employees_alone_until_it_is_given(cast: Cast, planned: Conversation) -> None:
    ada, leif = cast.actor("ada"), cast.actor("leif")
    make_shared(cast, planned)
    assessing.save_answer(ada, conversation_id=planned.id, text="Jeg ser det annerledes.", revision=0)
    before = read_assessment(leif, conversation_id=planned.id)
    assert (before.answer.text, before.answered_at) == ("", None)
    assert ("changed", False) not in _lines(cast, "leif", planned)
    assessing.give_answer(ada, conversation_id=planned.id)
    assert read_assessment(leif, conversation_id=planned.id).answer.text == "Jeg ser det annerledes."
    assert ("answer_assessment", False) in _lines(cast, "leif", planned)
    assert Notice.objects.filter(recipient=cast.leif, kind="assessment_answered").count() == 1


def test_nobody_writes_the_others_text(cast: Cast, planned: Conversation) -> None:
    make_shared(cast, planned)
    with pytest.raises(Denied):
        assessing.save_assessment(cast.actor("ada"), conversation_id=planned.id, text="Nei", revision=None)
    with pytest.raises(Denied):
        assessing.save_answer(cast.actor("leif"), conversation_id=planned.id, text="Ja", revision=None)
    with pytest.raises(Denied):
        assessing.share_assessment(cast.actor("ada"), conversation_id=planned.id, is_for_pay=True)


def test_an_empty_text_is_neither_shared_nor_given(cast: Cast, planned: Conversation) -> None:
    make_assessment(cast, planned, text="  ")
    with pytest.raises(Unacceptable, match="assessment_missing"):
        assessing.share_assessment(cast.actor("leif"), conversation_id=planned.id, is_for_pay=True)
    make_shared(cast, planned)
    with pytest.raises(Unacceptable, match="answer_missing"):
        assessing.give_answer(cast.actor("ada"), conversation_id=planned.id)
    with pytest.raises(Unacceptable, match="too_long"):
        make_assessment(cast, planned, text="a" * (assessing.LONGEST + 1))


def test_what_it_is_for_is_settled_when_it_is_shared(cast: Cast, planned: Conversation) -> None:
    use_assessments("conversation")
    make_assessment(cast, planned)
    use_assessments("pay")
    with pytest.raises(Unacceptable, match="purpose_changed"):
        assessing.share_assessment(cast.actor("leif"), conversation_id=planned.id, is_for_pay=False)
    use_assessments("conversation")
    assessing.share_assessment(cast.actor("leif"), conversation_id=planned.id, is_for_pay=False)
    use_assessments("pay")
    assert not read_assessment(cast.actor("ada"), conversation_id=planned.id).is_for_pay
    use_assessments("none")
    read = read_assessment(cast.actor("leif"), conversation_id=planned.id)
    assert (read.text.text, read.may_write) == ("Stødig gjennom hele året.", False)


def test_the_employee_reads_it_whatever_becomes_of_the_conversation(cast: Cast, planned: Conversation) -> None:
    make_shared(cast, planned)
    exempt(cast.actor("hanne"), conversation_id=planned.id, reason="absent")
    assert read_assessment(cast.actor("ada"), conversation_id=planned.id).text.text


def test_the_agreement_and_its_receipt_leave_it_alone(cast: Cast) -> None:
    make_round(cast, is_archiving=False)
    use_assessments()
    make_assessment(cast, conversation_of(cast))
    agreed = make_agreed(cast)
    make_answered(cast, agreed)
    assert read_assessment(cast.actor("leif"), conversation_id=agreed.id).answer.text


def test_it_is_erased_a_year_after_it_was_shared(cast: Cast, planned: Conversation) -> None:
    make_answered(cast, planned)
    with clock.fixed(clock.now() + 364 * DAY):
        assert erase_due_assessments(NIGHT) == 0
        assert _is_kept(planned)
    with clock.fixed(clock.now() + 366 * DAY):
        with pytest.raises(Denied):
            make_assessment(cast, planned)
        assert erase_due_assessments(NIGHT) == 1
        assert erase_due_assessments(NIGHT) == 0
        with pytest.raises(Denied):
            make_assessment(cast, planned)
        read = read_assessment(cast.actor("ada"), conversation_id=planned.id)
        assert (read.text.text, read.answer.text) == ("", "")
        assert ("erased", False) in _lines(cast, "ada", planned)
    assert not _is_kept(planned)
    assert Assessment.objects.get().erased_on is not None


def test_a_draft_is_erased_with_the_conversations_end_and_leaves_no_fact(cast: Cast, planned: Conversation) -> None:
    make_assessment(cast, planned)
    one = make_invited(cast)
    inviting.call_off(cast.actor("leif"), conversation_id=one.id)
    with clock.fixed(clock.now() + 29 * DAY):
        assert erase_due_assessments(NIGHT) == 0
    with clock.fixed(clock.now() + 31 * DAY):
        with pytest.raises(Denied):
            make_assessment(cast, planned)
        assert erase_due_assessments(NIGHT) == 1
    assert not Assessment.objects.exists()
    assert not _is_kept(planned)
    assert _lines(cast, "ada", planned) == []


def test_a_draft_that_is_begun_late_has_thirty_days(cast: Cast) -> None:
    make_round(cast)
    use_assessments()
    agreed = make_agreed(cast)
    with clock.fixed(clock.now() + 40 * DAY):
        make_assessment(cast, agreed)
        erase_due(NIGHT)
        assert erase_due_assessments(NIGHT) == 0
    with clock.fixed(clock.now() + 71 * DAY):
        assert erase_due_assessments(NIGHT) == 1


def _now_led_by_tor(cast: Cast) -> None:
    today = clock.today()
    Leadership.objects.filter(employee=cast.ada, until_on__isnull=True).update(until_on=today)
    employment = Employment.objects.get(person=cast.ada)
    Leadership.objects.create(employment=employment, employee=cast.ada, leader=cast.tor, from_on=today)


def test_a_new_leader_inherits_no_draft(cast: Cast, planned: Conversation) -> None:
    make_assessment(cast, planned)
    _now_led_by_tor(cast)
    assert follow_leaders(Actor.system("following leaders")) == 1
    read = read_assessment(cast.actor("tor"), conversation_id=planned.id)
    assert (read.text.text, read.assessment) == ("", None)
    assert not _is_kept(planned)
    assert _lines(cast, "tor", planned) == _lines(cast, "ada", planned) == []


def test_what_was_shared_stays_with_the_employee_and_the_new_leader_begins_afresh(
    cast: Cast, planned: Conversation
) -> None:
    make_shared(cast, planned)
    _now_led_by_tor(cast)
    assert follow_leaders(Actor.system("following leaders")) == 1
    assert seen(cast.actor("ada"), planned).state == State.DISCONTINUED
    assert read_assessment(cast.actor("ada"), conversation_id=planned.id).text.text
    for name in ("leif", "tor"):
        with pytest.raises(Denied):
            read_assessment(cast.actor(name), conversation_id=planned.id)


@pytest.mark.parametrize("is_shared", [True, False])
def test_a_colleague_who_takes_over_gets_no_assessment(cast: Cast, planned: Conversation, *, is_shared: bool) -> None:
    (make_shared if is_shared else make_assessment)(cast, planned)
    share_conversations(cast.actor("leif"), delegate_id=cast.vidar.id, employee_ids=[cast.ada.id])
    assert seen(cast.actor("vidar"), planned).standing == ("" if is_shared else "leader")
    assert _is_kept(planned) == is_shared
