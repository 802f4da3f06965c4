"""A year in an organisation of any size: imported, a round opened, one leader's twelve on their way through it."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from samspill.confidentiality.actors import Actor, Role
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.services.choosing import choose_questions
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.inviting import Draft, invite
from samspill.conversations.services.opening import open_round
from samspill.conversations.services.preparing import save_point, share_point
from samspill.foundation import clock
from samspill.guides.queries import read_menu
from samspill.organisation.models import ImportRun
from samspill.organisation.policy import COMMAND_LINE
from samspill.organisation.services.importing import apply_import, check_import
from samspill.people.models import Person, RoleGrant
from samspill.people.queries import actor_of
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from samspill.rounds.models import Round
from samspill.rounds.services import draft_round
from tests.bench import organisation

LETTER = "Det jeg er mest fornøyd med i år, er hvordan vi har tatt imot de nye. " * 3
IMPORTER = Actor.system(COMMAND_LINE)


@dataclass(frozen=True)
class Life:
    """Those whom the measuring looks at, and three of the leader's conversations by how far they have come."""

    hr: Person
    leader: Person
    employee: Person
    round_id: UUID
    prepared: UUID
    meets: UUID
    agreed: UUID


def check(size: int) -> ImportRun:
    """Read the organisation without changing anything."""
    return check_import(IMPORTER, files=[io.BytesIO(organisation.export(size))])


def bring_in(run: ImportRun) -> Person:
    """Apply what was read, and give somebody the role of HR."""
    apply_import(IMPORTER, run_id=run.id)
    hr = Person.objects.get(employee_number=organisation.number_of(1))
    RoleGrant.objects.create(person=hr, role=Role.HR)
    return hr


def plan_round(hr: Person) -> Round:
    """A round for everybody, not opened yet."""
    deadline_on = clock.today() + timedelta(days=60)
    return draft_round(actor_of(hr), year=deadline_on.year, guide_key="full", deadline_on=deadline_on)


def open_for_everybody(hr: Person, round_: Round) -> int:
    """A conversation to each; returns how many."""
    return open_round(actor_of(hr), round_id=round_.id)


def live_a_while(size: int, hr: Person, round_: Round) -> Life:
    """The leader's twelve are invited; two have prepared with ten questions, one meets, one has agreed."""
    place = organisation.a_leader(size)
    leader, employee = (
        Person.objects.get(employee_number=organisation.number_of(one))
        for one in (place, organisation.reports_of(place)[0])
    )
    conversations = _invite_all(leader)
    prepared = next(one for one in conversations if one.employee == employee)
    meets, agreed = [one for one in conversations if one != prepared][:2]
    for one in (prepared, meets):
        _prepare(one)
    start_conversation(actor_of(leader), conversation_id=meets.id)
    _agree(leader, agreed)
    return Life(hr, leader, employee, round_.id, prepared.id, meets.id, agreed.id)


def open_rooms(count: int, *, apart_from: Person) -> list[tuple[Conversation, Person]]:
    """So many conversations that have started, with their leaders: each of the two has shared something, one action stands."""
    leaders = Person.objects.filter(id__in=Appointment.objects.filter(until_at__isnull=True).values("leader"))
    rooms: list[tuple[Conversation, Person]] = []
    for leader in leaders.exclude(id=apart_from.id).order_by("-employee_number"):
        rooms += [(one, leader) for one in _invite_all(leader)]
        if len(rooms) >= count:
            break
    for conversation, leader in rooms[:count]:
        _meet(conversation, leader)
    return rooms[:count]


def visits(life: Life) -> dict[str, tuple[Person, str]]:
    """The pages that are measured: who asks for which."""
    prepared, meets, agreed = ({"conversation_id": one} for one in (life.prepared, life.meets, life.agreed))
    return {
        "Min side": (life.employee, reverse("home")),
        "team": (life.leader, reverse("team")),
        "preparation": (life.employee, reverse("preparation", kwargs=prepared)),
        "room": (life.leader, reverse("room", kwargs=meets)),
        "agreement": (life.leader, reverse("agreement", kwargs=agreed)),
        "actions": (life.leader, reverse("actions")),
        "coverage": (life.hr, reverse("coverage")),
        "HR's list": (life.hr, reverse("round", kwargs={"round_id": life.round_id})),
    }


def _invite_all(leader: Person) -> list[Conversation]:
    own = Conversation.objects.filter(appointments__leader=leader).select_related("employee")
    conversations = list(own.order_by("employee__employee_number"))
    start = clock.now() + timedelta(days=7)
    drafts = [
        Draft(one.id, start + timedelta(hours=2 * place), 60, "Room 1", words=LETTER, themes=LETTER)
        for place, one in enumerate(conversations)
    ]
    invite(actor_of(leader), drafts=drafts)
    return conversations


def _prepare(conversation: Conversation) -> None:
    actor = actor_of(conversation.employee)
    menu = read_menu(conversation.menu_version_id, "nb")
    keys = [question.key for theme in menu.themes for question in theme.questions][:10]
    choose_questions(actor, conversation_id=conversation.id, keys=keys)
    for key in keys:
        save_point(actor, conversation_id=conversation.id, point=f"question:{key}", text=LETTER, revision=0)


def _meet(conversation: Conversation, leader: Person) -> None:
    about, employee = conversation.id, actor_of(conversation.employee)
    for actor, point in ((employee, "theme:competence"), (actor_of(leader), "theme:career")):
        save_point(actor, conversation_id=about, point=point, text=LETTER, revision=0)
        share_point(actor, conversation_id=about, point=point)
    start_conversation(actor_of(leader), conversation_id=about)
    add_action(employee, conversation_id=about, draft=ActionDraft("Action", "both", date(2030, 1, 1)))


def _agree(leader: Person, conversation: Conversation) -> None:
    about, both = conversation.id, (actor_of(conversation.employee), actor_of(leader))
    start_conversation(both[1], conversation_id=about)
    for number in range(3):
        draft = ActionDraft(f"Action {number}", "both", date(2030, 1, 1))
        add_action(both[0], conversation_id=about, draft=draft)
    finish_conversation(both[1], conversation_id=about)
    for actor in both:
        seen = read_agreement(actor, conversation_id=about).text_hash
        confirm_plan(actor, conversation_id=about, seen_hash=seen)
