"""Both confirm the same text; a change voids both; two who write at once lose nothing."""

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.making import make_agreed, make_held, make_round

from samspill.confidentiality.gate import Conflict
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.people.models import Person
from samspill.plans.models import AgreedPlan, Confirmation
from samspill.plans.queries import read_agreement
from samspill.plans.services import drafting
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.drafting import ActionDraft

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast: Cast) -> Conversation:
    make_round(cast)
    return make_held(cast)


def _hash(cast: Cast, conversation: Conversation, name: str = "ada") -> str:
    return read_agreement(cast.actor(name), conversation_id=conversation.id).text_hash


def _action(what: str = "Prøve ny vaktplan") -> ActionDraft:
    return ActionDraft(what, "leader", clock.today() + timedelta(days=20))


def test_the_second_confirmation_makes_it_agreed(cast: Cast, held: Conversation) -> None:
    text_hash = _hash(cast, held)
    assert text_hash == _hash(cast, held, "leif")
    assert not confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=text_hash, remark="Vi snakkes i mai")
    assert confirm_plan(cast.actor("leif"), conversation_id=held.id, seen_hash=text_hash)
    assert Conversation.objects.get(id=held.id).state == State.AGREED
    assert [one.remark for one in read_agreement(cast.actor("leif"), conversation_id=held.id).confirmations] == [
        "Vi snakkes i mai",
        "",
    ]


def test_a_text_that_changed_since_it_was_read_is_not_confirmed(cast: Cast, held: Conversation) -> None:
    seen = _hash(cast, held)
    drafting.add_action(cast.actor("leif"), conversation_id=held.id, draft=_action())
    with pytest.raises(Unacceptable, match="text_changed"):
        confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen)
    assert not Confirmation.objects.exists()


def test_a_change_voids_what_was_confirmed_and_tells_the_other(cast: Cast, held: Conversation) -> None:
    confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=_hash(cast, held))
    drafting.add_action(cast.actor("leif"), conversation_id=held.id, draft=_action())
    assert not Confirmation.objects.filter(voided_at__isnull=True).exists()
    assert Notice.objects.filter(recipient=cast.ada, kind="confirmation_voided").count() == 1
    assert not read_agreement(cast.actor("ada"), conversation_id=held.id).has_confirmed


@pytest.mark.parametrize("changed", ["goal", "focus", "responsible", "due_on", "support"])
def test_the_hash_covers_everything_that_the_document_shows(cast: Cast, held: Conversation, changed: str) -> None:
    before, leif = _hash(cast, held), cast.actor("leif")
    action = read_agreement(leif, conversation_id=held.id).plan.actions[0]
    draft = {"what": action.what, "responsible": "employee", "due_on": action.action.due_on}
    match changed:
        case "goal":
            drafting.add_goal(leif, conversation_id=held.id, text="Bli trygg", kind="development")
        case "focus":
            drafting.save_focus(leif, conversation_id=held.id, theme="values", text="Mer ro", revision=0)
        case _:
            new = {"responsible": "both", "due_on": clock.today() + timedelta(days=3), "support": "Kurs"}[changed]
            drafting.change_action(
                leif,
                conversation_id=held.id,
                action_id=action.action.id,
                draft=ActionDraft(**(draft | {changed: new})),
                revision=action.revision,
            )
    assert _hash(cast, held) != before


def test_reopening_voids_both_and_closing_again_asks_both(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    reopen_plan(cast.actor("ada"), conversation_id=conversation.id, reason="A date is wrong")
    assert Conversation.objects.get(id=conversation.id).state == State.HELD
    assert AgreedPlan.objects.get().text_hash == ""
    assert Confirmation.objects.filter(voided_at__isnull=False).count() == 2
    assert Notice.objects.filter(recipient=cast.leif, kind="confirmation_voided").count() == 1


def test_an_empty_plan_cannot_be_confirmed_but_no_actions_needed_can(cast: Cast, held: Conversation) -> None:
    ada = cast.actor("ada")
    action = read_agreement(ada, conversation_id=held.id).plan.actions[0]
    with pytest.raises(Unacceptable, match="has_actions"):
        drafting.set_without_actions(ada, conversation_id=held.id, is_without=True)
    drafting.remove_action(ada, conversation_id=held.id, action_id=action.action.id)
    with pytest.raises(Unacceptable, match="nothing_agreed"):
        confirm_plan(ada, conversation_id=held.id, seen_hash=_hash(cast, held))
    drafting.set_without_actions(ada, conversation_id=held.id, is_without=True)
    confirm_plan(ada, conversation_id=held.id, seen_hash=_hash(cast, held))
    assert confirm_plan(cast.actor("leif"), conversation_id=held.id, seen_hash=_hash(cast, held, "leif"))


def test_two_who_change_the_same_action_lose_nothing(cast: Cast, held: Conversation) -> None:
    ada, leif = cast.actor("ada"), cast.actor("leif")
    action = read_agreement(ada, conversation_id=held.id).plan.actions[0]
    act = {"conversation_id": held.id, "action_id": action.action.id, "revision": action.revision}
    drafting.change_action(ada, draft=_action("Adas ord"), **act)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as conflict:
        drafting.change_action(leif, draft=_action("Leifs ord"), **act)  # type: ignore[arg-type]
    assert conflict.value.current is not None
    assert conflict.value.current.text == "Adas ord"
    assert read_agreement(leif, conversation_id=held.id).plan.actions[0].what == "Adas ord"


def test_on_the_others_device_it_stands_in_the_log_and_who_confirmed_is_told(cast: Cast, held: Conversation) -> None:
    ada, leif, seen = cast.actor("ada"), cast.actor("leif"), _hash(cast, held)
    confirm_plan(leif, conversation_id=held.id, seen_hash=seen)
    confirm_plan(ada, conversation_id=held.id, seen_hash=seen, is_on_others_device=True)
    acts = [(line.name, line.act) for line in read_who_has_seen(leif, conversation_id=held.id).lines]
    assert ("Ada Lund", "confirmed_on_others_device") in acts
    assert ("Ada Lund", "confirmed") not in acts
    assert ("Leif Haugen", "confirmed") in acts
    told = Notice.objects.get(kind="confirmed_on_others_device")
    assert (told.recipient, told.facts["other"], told.about_id) == (cast.ada, "Leif Haugen", held.id)


def test_nobody_confirms_twice(cast: Cast, held: Conversation) -> None:
    seen = _hash(cast, held)
    confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen)
    with pytest.raises(Unacceptable, match="confirmed_already"):
        confirm_plan(cast.actor("ada"), conversation_id=held.id, seen_hash=seen)


def test_a_name_that_changed_between_the_two_confirmations_locks_nobody_in(cast: Cast, held: Conversation) -> None:
    ada, leif = cast.actor("ada"), cast.actor("leif")
    confirm_plan(ada, conversation_id=held.id, seen_hash=_hash(cast, held))
    Person.objects.filter(id=cast.leif.id).update(family_name="Haugen Berg")
    assert not confirm_plan(leif, conversation_id=held.id, seen_hash=_hash(cast, held, "leif"))
    standing = read_agreement(leif, conversation_id=held.id).confirmations
    assert [one.confirmation.capacity for one in standing] == ["leader"]
    assert Notice.objects.filter(recipient=cast.ada, kind="confirmation_voided").exists()
    assert confirm_plan(ada, conversation_id=held.id, seen_hash=_hash(cast, held))
