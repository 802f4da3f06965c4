"""A spelling mistake is corrected by both, and both confirmations go on standing by the text that was confirmed."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pikepdf
import pytest
from django.utils import translation
from django.utils.translation import gettext
from tests.cast import Cast
from tests.making import conversation_of, make_agreed_last_year, make_held, make_round, seen
from tests.rooms.documents.reading import failures, squeezed, text_of

from samspill.confidentiality import gate
from samspill.confidentiality.access_log import events_of
from samspill.confidentiality.decisions import Denied, NotFound, Part
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation
from samspill.conversations.queries import read_meeting
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.organisation.models import Employment, Leadership
from samspill.plans.last_time import read_last_agreement
from samspill.plans.models import Action, AgreedPlan, Confirmation, Correction, Goal
from samspill.plans.owed import list_actions
from samspill.plans.policy import READ_PLAN
from samspill.plans.queries import AgreementText, read_agreement, read_own_copy
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.correcting import (
    accept_correction,
    decline_correction,
    propose_correction,
    withdraw_correction,
)
from samspill.plans.services.drafting import ActionDraft, add_action, add_goal, change_action, save_focus
from samspill.plans.texts import hash_of

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Lage oplærings plan for nye", "Lage opplæringsplan for nye"
REMARK = "Vi snakkes i mai"
Answer = Callable[..., None]


@pytest.fixture
def agreed(cast: Cast) -> Conversation:
    """Ada and Leif have agreed on a goal, two actions and a focus, with mistakes in them, and Ada has remarked."""
    make_round(cast)
    conversation, ada = make_held(cast), cast.actor("ada")
    about = {"conversation_id": conversation.id}
    draft = ActionDraft(WRONG, "leader", clock.today() + timedelta(days=60), support="Tid i turnussen")
    add_action(ada, draft=draft, **about)
    add_goal(ada, text="Bli en tryg fagleder", kind="development", **about)
    save_focus(ada, theme="values", text=" Mer ro i vardagen \n", revision=0, **about)
    confirm_both(cast, conversation)
    return conversation


def confirm_both(cast: Cast, conversation: Conversation) -> None:
    for name, remark in (("ada", REMARK), ("leif", "")):
        actor = cast.actor(name)
        seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash, remark=remark)


def agreement(cast: Cast, conversation: Conversation, name: str = "ada") -> AgreementText:
    return read_agreement(cast.actor(name), conversation_id=conversation.id)


def misspelt(conversation: Conversation) -> Action:
    return Action.objects.get(plan__conversation=conversation, responsible="leader")


def propose(cast: Cast, conversation: Conversation, *, name: str = "ada", after: str = RIGHT, field: str = "") -> UUID:
    field = field or f"action:{misspelt(conversation).id}"
    return propose_correction(cast.actor(name), conversation_id=conversation.id, field=field, after=after)


def accept(cast: Cast, conversation: Conversation, correction_id: UUID, *, name: str = "leif") -> None:
    accept_correction(cast.actor(name), conversation_id=conversation.id, correction_id=correction_id)


def confirmed_text(cast: Cast, conversation: Conversation) -> str:
    plan = AgreedPlan.objects.get(conversation=conversation)
    ada = cast.actor("ada")
    with gate.reading(ada, seen(ada, conversation), READ_PLAN) as opened:
        return opened.text(Part.AGREEMENT, f"confirmed:{plan.text_hash}")


def sealed_words(cast: Cast, conversation: Conversation) -> str:
    """Everything that is sealed in the plan's part, put together."""
    ada = cast.actor("ada")
    with gate.reading(ada, seen(ada, conversation), READ_PLAN) as opened:
        return "\n".join(value.text for value in opened.values(Part.AGREEMENT).values())


def actions_in(text: AgreementText) -> list[str]:
    return [one.what for one in text.plan.actions]


def test_both_confirmations_go_on_standing_by_the_text_that_was_confirmed(cast: Cast, agreed: Conversation) -> None:
    before, plan = confirmed_text(cast, agreed), AgreedPlan.objects.get()
    accept(cast, agreed, propose(cast, agreed))
    assert Conversation.objects.get(id=agreed.id).state == State.AGREED
    assert confirmed_text(cast, agreed) == before
    assert AgreedPlan.objects.get().text_hash == plan.text_hash == hash_of(before)
    standing = Confirmation.objects.filter(voided_at__isnull=True)
    assert {one.text_hash for one in standing} == {plan.text_hash}
    assert [one.remark for one in agreement(cast, agreed).confirmations] == [REMARK, ""]
    assert not Notice.objects.filter(kind="confirmation_voided").exists()


def test_it_is_signed_by_both_with_the_hash_of_the_corrected_text(cast: Cast, agreed: Conversation) -> None:
    content = json.loads(confirmed_text(cast, agreed))
    accept(cast, agreed, propose(cast, agreed))
    [item] = [one for one in content["actions"] if one["what"] == WRONG]
    item["what"] = RIGHT
    corrected = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    one = Correction.objects.get()
    assert (one.state, one.proposed_by, one.answered_by) == ("accepted", cast.ada, cast.leif)
    assert one.proposed_at <= (one.answered_at or clock.now()) <= clock.now()
    assert one.text_hash == hash_of(corrected)


def test_nothing_changes_before_the_other_has_accepted(cast: Cast, agreed: Conversation) -> None:
    propose(cast, agreed)
    for name in ("ada", "leif"):
        assert WRONG in actions_in(agreement(cast, agreed, name))
    assert squeezed(RIGHT) not in text_of(read_own_copy(cast.actor("ada"), conversation_id=agreed.id))


def test_the_corrected_words_stand_on_the_page_in_the_lists_and_next_time(cast: Cast) -> None:
    earlier = make_agreed_last_year(cast, what=WRONG)
    field = f"action:{Action.objects.get().id}"
    accept(cast, earlier, propose(cast, earlier, field=field))
    for name in ("ada", "leif"):
        assert actions_in(agreement(cast, earlier, name)) == [RIGHT]
        assert [one.text.what for one in list_actions(cast.actor(name))] == [RIGHT]
    make_round(cast)
    meeting = read_meeting(cast.actor("leif"), conversation_id=conversation_of(cast).id)
    last = read_last_agreement(cast.actor("leif"), meeting=meeting)
    assert last is not None
    assert [one.what for one in last.actions] == [RIGHT]


@pytest.mark.parametrize(("kind", "after"), [
    ("goal", "Bli en trygg fagleder"), ("action", RIGHT), ("support", "Tid i turnusen"), ("focus", "Mer ro i hverdagen"),
])  # fmt: skip
def test_every_text_of_the_plan_can_be_corrected(cast: Cast, agreed: Conversation, kind: str, after: str) -> None:
    goal, action = Goal.objects.get(), misspelt(agreed)
    key = {"goal": str(goal.id), "action": str(action.id), "support": str(action.id), "focus": "values"}[kind]
    accept(cast, agreed, propose(cast, agreed, field=f"{kind}:{key}", after=after), name="leif")
    text = agreement(cast, agreed)
    shown = [one.text for one in (*text.plan.goals, *text.plan.focus)] + actions_in(text)
    assert after in [*shown, *(one.support for one in text.plan.actions)]
    assert squeezed(after) in text_of(read_own_copy(cast.actor("ada"), conversation_id=agreed.id))


@pytest.mark.parametrize("after", [
    "Lage oplærings plan for ikke nye", "Lage opplæringsplan for gamle", "Lage opplæringsplan", "",
])  # fmt: skip
def test_what_changes_more_than_the_spelling_is_not_stored_and_nobody_is_told(
    cast: Cast, agreed: Conversation, after: str
) -> None:
    with pytest.raises(Unacceptable, match="more_than_spelling"):
        propose(cast, agreed, after=after)
    assert not Correction.objects.exists()
    assert not Notice.objects.filter(kind="correction_proposed").exists()


@pytest.mark.parametrize(("after", "code"), [(f" {WRONG} ", "nothing_corrected"), (WRONG + "n" * 500, "too_long")])
def test_nothing_and_too_much_are_not_sent(cast: Cast, agreed: Conversation, after: str, code: str) -> None:
    with pytest.raises(Unacceptable, match=code):
        propose(cast, agreed, after=after)


def test_the_ends_of_lines_are_no_correction(cast: Cast, agreed: Conversation) -> None:
    reopen_plan(cast.actor("ada"), conversation_id=agreed.id, reason="A date is wrong")
    save_focus(
        cast.actor("ada"), conversation_id=agreed.id, theme="values", text="Mer ro\r\nMindre stress", revision=None
    )
    confirm_both(cast, agreed)
    for text in ("Mer ro\nMindre stress", "Mer ro\r\nMindre stress"):
        with pytest.raises(Unacceptable, match="nothing_corrected"):
            propose(cast, agreed, field="focus:values", after=text)
    accept(cast, agreed, propose(cast, agreed, field="focus:values", after="Mer ro,\r\nMindre stress"))
    assert [one.text for one in agreement(cast, agreed).plan.focus if one.text] == ["Mer ro,\nMindre stress"]


def test_only_the_texts_of_the_plan_can_be_corrected(cast: Cast, agreed: Conversation) -> None:
    plan = AgreedPlan.objects.get()
    fields = ("remark:employee", f"confirmed:{plan.text_hash}", f"goal:{uuid4()}", "focus:career", "goal", "", "tull:1")
    for field in fields:
        with pytest.raises(NotFound):
            propose_correction(cast.actor("ada"), conversation_id=agreed.id, field=field, after=RIGHT)


def test_the_other_is_told_and_then_the_one_who_proposed(cast: Cast, agreed: Conversation) -> None:
    correction_id = propose(cast, agreed)
    assert Notice.objects.get(kind="correction_proposed").recipient == cast.leif
    accept(cast, agreed, correction_id)
    assert Notice.objects.get(kind="correction_answered").recipient == cast.ada


def test_the_log_tells_both_and_neither_log_nor_mail_holds_a_word(cast: Cast, agreed: Conversation) -> None:
    accept(cast, agreed, propose(cast, agreed))
    decline_correction(
        cast.actor("leif"), conversation_id=agreed.id, correction_id=propose(cast, agreed, after=RIGHT + "!")
    )
    withdraw_correction(
        cast.actor("ada"), conversation_id=agreed.id, correction_id=propose(cast, agreed, after=RIGHT + ".")
    )
    told = {"correction_proposed", "correction_accepted", "correction_declined", "correction_withdrawn"}
    for name in ("ada", "leif"):
        lines = read_who_has_seen(cast.actor(name), conversation_id=agreed.id).lines
        assert told <= {line.act for line in lines}
    hashes = [json.loads(one.facts)["hash"] for one in events_of(agreed.id) if one.act == "correction_accepted"]
    assert hashes == [Correction.objects.get(state="accepted").text_hash]
    stored = str([one.facts for one in events_of(agreed.id)]) + str([one.facts for one in Notice.objects.all()])
    assert not any(word in stored for word in ("opplæring", "oplæring", "\\u00e6"))


@pytest.mark.parametrize("name", ["vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_nobody_but_the_two(cast: Cast, agreed: Conversation, name: str) -> None:
    correction_id = propose(cast, agreed)
    with pytest.raises((Denied, NotFound)):
        propose(cast, agreed, name=name, field=f"goal:{Goal.objects.get().id}", after="Bli en trygg fagleder")
    for act in (accept_correction, decline_correction, withdraw_correction):
        with pytest.raises((Denied, NotFound)):
            act(cast.actor(name), conversation_id=agreed.id, correction_id=correction_id)
    assert Correction.objects.get().state == "proposed"


@pytest.mark.parametrize(("act", "name"), [
    (accept_correction, "ada"), (decline_correction, "ada"), (withdraw_correction, "leif"),
])  # fmt: skip
def test_nobody_answers_ones_own_or_takes_back_the_others(
    cast: Cast, agreed: Conversation, act: Answer, name: str
) -> None:
    with pytest.raises(NotFound):
        act(cast.actor(name), conversation_id=agreed.id, correction_id=propose(cast, agreed))
    assert Correction.objects.get().state == "proposed"


@pytest.mark.parametrize("act", [accept_correction, decline_correction])
def test_what_is_answered_is_answered(cast: Cast, agreed: Conversation, act: Answer) -> None:
    correction_id = propose(cast, agreed)
    act(cast.actor("leif"), conversation_id=agreed.id, correction_id=correction_id)
    for again in (accept_correction, decline_correction):
        with pytest.raises(Unacceptable, match="correction_answered"):
            again(cast.actor("leif"), conversation_id=agreed.id, correction_id=correction_id)
    with pytest.raises(Unacceptable, match="correction_answered"):
        withdraw_correction(cast.actor("ada"), conversation_id=agreed.id, correction_id=correction_id)


@pytest.mark.parametrize(("act", "name"), [(decline_correction, "leif"), (withdraw_correction, "ada")])
def test_what_is_declined_or_taken_back_leaves_no_word_and_makes_room(
    cast: Cast, agreed: Conversation, act: Answer, name: str
) -> None:
    correction_id = propose(cast, agreed)
    with pytest.raises(Unacceptable, match="correction_waits"):
        propose(cast, agreed, name="leif", after=RIGHT + ".")
    assert RIGHT in sealed_words(cast, agreed)
    act(cast.actor(name), conversation_id=agreed.id, correction_id=correction_id)
    assert RIGHT not in sealed_words(cast, agreed)
    assert WRONG in actions_in(agreement(cast, agreed))
    accept(cast, agreed, propose(cast, agreed, name="leif"), name="ada")
    assert RIGHT in actions_in(agreement(cast, agreed))


@pytest.mark.parametrize("state", [one for one in State if one is not State.AGREED])
def test_only_an_agreed_plan_is_corrected(cast: Cast, agreed: Conversation, state: State) -> None:
    correction_id = propose(cast, agreed)
    Conversation.objects.filter(id=agreed.id).update(state=state)
    for act in (
        lambda: propose(cast, agreed, field=f"goal:{Goal.objects.get().id}", after="Bli en trygg fagleder"),
        lambda: accept(cast, agreed, correction_id),
    ):
        with pytest.raises(Denied):
            act()


def test_the_document_shows_the_corrected_words_and_what_was_corrected_by_whom(
    cast: Cast, agreed: Conversation
) -> None:
    plain = read_own_copy(cast.actor("ada"), conversation_id=agreed.id)
    with translation.override(agreed.language):
        title = squeezed(gettext("Spelling corrected afterwards"))
    assert title not in text_of(plain)
    accept(cast, agreed, propose(cast, agreed))
    confirmed = confirmed_text(cast, agreed)
    document = read_own_copy(cast.actor("leif"), conversation_id=agreed.id)
    text = text_of(document)
    assert text.count(squeezed(RIGHT)) == 2, "in the table of actions, and as what it was corrected to"
    assert text.count(squeezed(WRONG)) == 1
    corrected = text[text.index(title) :]
    assert "AdaLund" in corrected
    assert "LeifHaugen" in corrected
    assert hash_of(confirmed) in text
    with pikepdf.open(BytesIO(document)) as pdf:
        assert pdf.attachments["plan.json"].get_file().read_bytes() == confirmed.encode()
    assert failures(document, "3a") == []
    assert failures(document, "ua1") == []


def test_two_corrections_of_one_text_stand_on_top_of_each_other(cast: Cast, agreed: Conversation) -> None:
    accept(cast, agreed, propose(cast, agreed))
    first = AgreedPlan.objects.get().document_hash
    last = RIGHT + "."
    accept(cast, agreed, propose(cast, agreed, name="leif", after=last), name="ada")
    plan = AgreedPlan.objects.get()
    assert len({plan.text_hash, first, plan.document_hash}) == 3
    assert [(one.before, one.after) for one in agreement(cast, agreed).accepted] == [(WRONG, RIGHT), (RIGHT, last)]
    assert last in actions_in(agreement(cast, agreed))
    assert squeezed(last) in text_of(read_own_copy(cast.actor("ada"), conversation_id=agreed.id))


def test_opened_again_the_corrected_words_are_the_drafts_and_no_correction_is_left(
    cast: Cast, agreed: Conversation
) -> None:
    goal = f"goal:{Goal.objects.get().id}"
    accept(cast, agreed, propose(cast, agreed))
    waits = propose(cast, agreed, field=goal, after="Bli en trygg fagleder")
    reopen_plan(cast.actor("ada"), conversation_id=agreed.id, reason="A date is wrong")
    text = agreement(cast, agreed)
    assert RIGHT in actions_in(text)
    assert text.corrections == []
    assert "Bli en trygg fagleder" not in sealed_words(cast, agreed)
    confirm_both(cast, agreed)
    assert AgreedPlan.objects.get().text_hash == text.text_hash == AgreedPlan.objects.get().document_hash
    assert RIGHT in confirmed_text(cast, agreed)
    assert squeezed(WRONG) not in text_of(read_own_copy(cast.actor("ada"), conversation_id=agreed.id))
    with pytest.raises(NotFound):
        accept(cast, agreed, waits)


def test_a_text_agreed_anew_as_it_was_at_first_is_not_corrected_by_itself(cast: Cast, agreed: Conversation) -> None:
    first = AgreedPlan.objects.get().text_hash
    accept(cast, agreed, propose(cast, agreed))
    reopen_plan(cast.actor("leif"), conversation_id=agreed.id, reason="It was right before")
    one = next(one for one in agreement(cast, agreed).plan.actions if one.what == RIGHT)
    draft = ActionDraft(WRONG, "leader", one.action.due_on, support=one.support)
    change_action(
        cast.actor("leif"), conversation_id=agreed.id, action_id=one.action.id, draft=draft, revision=one.revision
    )
    confirm_both(cast, agreed)
    assert AgreedPlan.objects.get().text_hash == first
    text = text_of(read_own_copy(cast.actor("ada"), conversation_id=agreed.id))
    assert squeezed(WRONG) in text
    assert squeezed(RIGHT) not in text


def leave_leif(cast: Cast) -> None:
    today, employment = clock.today(), Employment.objects.get(person=cast.ada)
    Leadership.objects.filter(employee=cast.ada, until_on__isnull=True).update(until_on=today)
    Leadership.objects.create(employment=employment, employee=cast.ada, leader=cast.tor, from_on=today)


def test_when_the_leader_has_left_there_is_nobody_to_accept(cast: Cast, agreed: Conversation) -> None:
    waits = propose(cast, agreed, name="leif")
    leave_leif(cast)
    with pytest.raises(Unacceptable, match="nobody_answers"):
        propose(cast, agreed, field=f"goal:{Goal.objects.get().id}", after="Bli en trygg fagleder")
    accept(cast, agreed, waits, name="ada")
    assert RIGHT in actions_in(agreement(cast, agreed))
    assert not Notice.objects.filter(kind="correction_answered").exists(), "Leif has no way in any more"
