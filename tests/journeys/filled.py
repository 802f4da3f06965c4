"""A filled installation: the nine with conversations in every state, made through the services."""

from datetime import timedelta

from samspill.archive.services import DELIVERY, deliver_due, queue_deliveries
from samspill.conversations.models import Conversation
from samspill.conversations.services import choosing, exempting, holding, inviting, preparing, writing
from samspill.foundation import clock
from samspill.guides.services import stating
from samspill.guides.services.stating import Whose
from samspill.organisation.services.referring import Draft, add_referral, add_suggested
from samspill.plans.queries import read_agreement
from samspill.plans.services import confirming, correcting, drafting, leaving
from tests.assessing import make_assessment, make_shared, use_assessments
from tests.cast import Cast
from tests.making import conversation_of, make_round

COMPETENCE = "theme:competence"
DAY = timedelta(days=1)


def fill(cast: Cast) -> None:
    """A round in which each conversation has come to another point."""
    make_round(cast, year=clock.today().year)
    refer(cast)
    agreed = agree(cast, employee="tor", leader="vera")
    queue_deliveries(DELIVERY)
    deliver_due(DELIVERY)
    propose_spelling(cast, agreed)
    use_assessments()
    make_shared(cast, start(cast, employee="ada", leader="leif"))
    hold(cast, employee="olav", leader="tor")
    leaving.leave_unconfirmed(cast.actor("leif"), conversation_id=hold(cast, employee="vidar", leader="leif").id)
    make_assessment(cast, invite(cast, employee="frida", leader="vidar"), leader="vidar")
    prepare(cast, employee="leif", leader="vera")
    actor = cast.actor("vera")
    exempting.exempt(actor, conversation_id=conversation_of(cast, name="hanne").id, reason="absent")
    exempting.decline(cast.actor("aksel"), conversation_id=conversation_of(cast, name="aksel").id)


def refer(cast: Cast) -> None:
    """Two who can help: one that is reached in every way, one that nobody has said how to reach."""
    reached = {"phone": "22 22 22 22", "address": f"https://intranett.lyngvik.example/{'bedriftshelsetjenesten' * 3}"}
    add_referral(cast.actor("hanne"), draft=Draft({"nb": "Bedriftshelsetjenesten"}, {"nb": "Helse"}, **reached))
    add_suggested(cast.actor("hanne"), key="akan")


def invite(cast: Cast, *, employee: str, leader: str, in_days: int = 7) -> Conversation:
    """Invited with words and themes."""
    conversation = conversation_of(cast, name=employee)
    at = clock.now() + in_days * DAY
    draft = inviting.Draft(conversation.id, at, 60, "Møterom Furua", words="Velkommen.", themes="Turnusen\nOpplæring")
    inviting.invite(cast.actor(leader), drafts=[draft])
    return conversation


def prepare(cast: Cast, *, employee: str, leader: str, in_days: int = 9) -> Conversation:
    """Prepared by both; the employee has chosen questions, shared one point and marked it."""
    conversation = invite(cast, employee=employee, leader=leader, in_days=in_days)
    about = {"conversation_id": conversation.id}
    for name, words in ((employee, "Jeg vil lære mer om medisiner."), (leader, "Du er god på å lære bort.")):
        actor = cast.actor(name)
        preparing.save_point(actor, point=COMPETENCE, text=words, revision=0, **about)
        preparing.share_point(actor, point=COMPETENCE, **about)
    actor = cast.actor(employee)
    preparing.mark_point(actor, point=COMPETENCE, matters=True, **about)
    own = choosing.add_own_theme(actor, title="Parkeringen", **about)
    preparing.save_point(actor, point=own, text="Det er for få plasser.", revision=1, **about)
    return conversation


def start(cast: Cast, *, employee: str, leader: str, in_days: int = 11) -> Conversation:
    """Under way, with notes, a goal and an action for each."""
    conversation = prepare(cast, employee=employee, leader=leader, in_days=in_days)
    about = {"conversation_id": conversation.id}
    holding.start_conversation(cast.actor(leader), **about)
    actor = cast.actor(employee)
    writing.save_note(actor, theme="expectations", text="Vi tar det rolig.", revision=0, **about)
    writing.mark_theme(actor, theme="expectations", mark="talked", **about)
    serves = stating.add_statement(
        cast.actor("hanne"), whose=Whose(), year=clock.today().year, kind="goals", text={"nb": "Trygge vakter for alle"}
    ).id
    goal_id = drafting.add_goal(actor, text="Trygg med medisiner", kind="development", serves=serves, **about)
    drafting.save_focus(actor, theme="competence", text="Kurs i høst", revision=0, **about)
    due_on = clock.today() + 60 * DAY
    for responsible, what in (("employee", "Ta kurset i legemidler"), ("leader", "Skaffe vikar til kursdagen")):
        draft = drafting.ActionDraft(what, responsible, due_on, "En kveldsvakt mindre", due_on - 20 * DAY, goal_id)
        drafting.add_action(actor, draft=draft, **about)
    return conversation


def hold(cast: Cast, *, employee: str, leader: str, in_days: int = 13) -> Conversation:
    """Held, and waiting to be confirmed."""
    conversation = start(cast, employee=employee, leader=leader, in_days=in_days)
    holding.finish_conversation(cast.actor(leader), conversation_id=conversation.id)
    return conversation


def agree(cast: Cast, *, employee: str, leader: str) -> Conversation:
    """Agreed by both, with a remark."""
    conversation = hold(cast, employee=employee, leader=leader, in_days=15)
    for name, remark in ((employee, "Jeg hadde ønsket meg mer tid."), (leader, "")):
        actor = cast.actor(name)
        seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirming.confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash, remark=remark)
    return conversation


def propose_spelling(cast: Cast, conversation: Conversation) -> None:
    """One correction that Tor has proposed and Vera accepted, and one that waits for Tor."""
    tor, vera, about = cast.actor("tor"), cast.actor("vera"), {"conversation_id": conversation.id}
    first, second = read_agreement(vera, **about).plan.actions
    fields = [f"action:{one.action.id}" for one in (first, second)]
    accepted = correcting.propose_correction(tor, field=fields[0], after="Ta kurset i legemidler.", **about)
    correcting.accept_correction(vera, correction_id=accepted, **about)
    correcting.propose_correction(vera, field=fields[1], after="Skaffe vikar til kurs-dagen", **about)
