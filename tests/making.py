"""Keyword-only makers with sensible defaults; they go through the services, so impossible states cannot be made."""

from datetime import date, datetime, timedelta

from samspill.confidentiality.actors import Actor
from samspill.conversations.finding import conversations_seen_by
from samspill.conversations.models import Conversation
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.inviting import Draft, invite
from samspill.conversations.services.opening import open_round
from samspill.foundation import clock
from samspill.organisation.models import Leadership
from samspill.people.models import RoleGrant
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action, add_goal
from samspill.rounds.models import Round
from samspill.rounds.services import draft_round
from tests.cast import Cast


def make_round(
    cast: Cast, *, year: int = 2026, guide_key: str = "full", is_archiving: bool = True, menu_key: str = "menu"
) -> Round:
    """An opened round for everybody."""
    hanne = cast.actor("hanne")
    round_ = draft_round(
        hanne,
        year=year,
        guide_key=guide_key,
        deadline_on=date(year, 4, 30),
        is_archiving=is_archiving,
        menu_key=menu_key,
    )
    open_round(hanne, round_id=round_.id)
    return Round.objects.get(id=round_.id)


def conversation_of(cast: Cast, *, name: str = "ada") -> Conversation:
    """This person's conversation as the employee; the newest one, where there have been several rounds."""
    return Conversation.objects.filter(employee=getattr(cast, name)).latest("deadline_on")


def make_invited(cast: Cast, *, name: str = "ada", leader: str = "leif", **written: str) -> Conversation:
    """Invite this person in a week; ``words``, ``themes`` and ``purpose`` are what the leader has written."""
    conversation = conversation_of(cast, name=name)
    draft = Draft(conversation.id, clock.now() + timedelta(days=7), 60, "Møterom Furua", **written)
    invite(cast.actor(leader), drafts=[draft])
    return seen(cast.actor(leader), conversation)


def make_started(cast: Cast) -> Conversation:
    """Ada's conversation under way."""
    conversation = make_invited(cast)
    start_conversation(cast.actor("leif"), conversation_id=conversation.id)
    return conversation


def make_held(cast: Cast) -> Conversation:
    """Ada's conversation held, with one action in the draft."""
    conversation = make_started(cast)
    draft = ActionDraft("Lære opp nye", "employee", clock.today() + timedelta(days=60))
    add_action(cast.actor("ada"), conversation_id=conversation.id, draft=draft)
    finish_conversation(cast.actor("leif"), conversation_id=conversation.id)
    return conversation


def make_agreed(cast: Cast, *, remark: str = "") -> Conversation:
    """Ada's conversation agreed by both."""
    conversation = make_held(cast)
    for name in ("ada", "leif"):
        actor = cast.actor(name)
        text_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
        confirm_plan(
            actor, conversation_id=conversation.id, seen_hash=text_hash, remark=remark if name == "ada" else ""
        )
    return conversation


def make_agreed_last_year(cast: Cast, *, leader: str = "leif", what: str = "Fullføre kurset") -> Conversation:
    """Ada's conversation of 2025, agreed in February with the leader of that time; its one action is still open.

    Args:
        cast: the nine.
        leader: who led her then. Leif leads her today; with him, he has done so all the time.
        what: the action's words.
    """
    if leader == "leif":
        Leadership.objects.filter(employee=cast.ada, leader=cast.tor).delete()
        Leadership.objects.filter(employee=cast.ada).update(from_on=date(2020, 1, 1))
    RoleGrant.objects.filter(person=cast.hanne).update(from_on=date(2020, 1, 1))
    with clock.fixed(datetime(2025, 2, 3, 9, tzinfo=clock.OSLO)):
        make_round(cast, year=2025)
        conversation = make_invited(cast, leader=leader)
        start_conversation(cast.actor(leader), conversation_id=conversation.id)
        draft = ActionDraft(what, "employee", date(2025, 6, 1), support="To dager fri")
        add_action(cast.actor("ada"), conversation_id=conversation.id, draft=draft)
        add_goal(cast.actor("ada"), conversation_id=conversation.id, text="Bli fagleder", kind="development")
        finish_conversation(cast.actor(leader), conversation_id=conversation.id)
        for actor in (cast.actor("ada"), cast.actor(leader)):
            seen_hash = read_agreement(actor, conversation_id=conversation.id).text_hash
            confirm_plan(actor, conversation_id=conversation.id, seen_hash=seen_hash)
    return conversation


def seen(actor: Actor, conversation: Conversation) -> Conversation:
    """The conversation read anew for an actor."""
    return conversations_seen_by(actor).get(id=conversation.id)
