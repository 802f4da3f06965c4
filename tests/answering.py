"""Employees who say how useful their conversation was, through the services."""

from datetime import date

from samspill.conversations.finding import leader_of
from samspill.conversations.models import Conversation
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.states import State
from samspill.organisation.models import Employment, Leadership, Unit
from samspill.people.models import Person
from samspill.people.queries import actor_of
from samspill.plans.services.evaluating import evaluate
from samspill.rounds.models import Round


def add_employees(count: int, *, leader: Person, code: str) -> list[Person]:
    """So many more in a unit with this leader, before a round is opened."""
    unit, first = Unit.objects.get(code=code), Person.objects.count()
    return [_add(leader, unit, f"8{number:05}") for number in range(first, first + count)]


def _add(leader: Person, unit: Unit, number: str) -> Person:
    person = Person.objects.create(employee_number=number, given_name="Kari", family_name=f"Nordmann {number}")
    employment = Employment.objects.create(
        person=person, unit=unit, key=number, title="Vernepleier", form="permanent", from_on=date(2020, 1, 1)
    )
    Leadership.objects.create(employment=employment, employee=person, leader=leader, from_on=date(2020, 1, 1))
    return person


def answer(employee: Person, usefulness: str, *, round_: Round | None = None) -> Conversation:
    """Hold the employee's newest conversation, or the one of this round, unless that is done, and let the employee say."""
    rounds = {"round": round_} if round_ else {}
    conversation = Conversation.objects.filter(employee=employee, **rounds).latest("deadline_on")
    if conversation.state == State.PLANNED:
        leader = leader_of(conversation)
        assert leader
        start_conversation(actor_of(leader), conversation_id=conversation.id)
        finish_conversation(actor_of(leader), conversation_id=conversation.id)
    evaluate(actor_of(employee), conversation_id=conversation.id, usefulness=usefulness, answers={})
    return conversation
