"""A leader shares the conversations with others in leading positions, by unit, occupation or name (seed 002)."""

from collections.abc import Sequence
from uuid import UUID

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.organisation.dates import employed_today, valid_today
from samspill.organisation.models import Delegation, Employment, Leadership, UnitAncestor
from samspill.organisation.policy import DELEGATE, END_DELEGATION
from samspill.people.models import Person


def delegate_conversations(
    actor: Actor,
    /,
    *,
    delegate_id: UUID,
    unit_id: UUID | None = None,
    title_code: str = "",
    employee_ids: Sequence[UUID] = (),
) -> Delegation:
    """Let a colleague hold some of the actor's conversations from today until the sharing is ended.

    Employees by name go before the occupation, and the occupation before the unit. It reaches only those whose nearest
    leader the actor is, however wide the unit or the occupation.

    Args:
        actor: the leader who shares.
        delegate_id: the colleague; must work here today and be another than the actor.
        unit_id: a unit, with all below it.
        title_code: an occupation, by the export's code; within the unit where one is given.
        employee_ids: employees by name; then unit and occupation do not count.

    Raises:
        Denied: the actor leads nobody.
        NotFound: no such colleague, or the actor does not lead one of the named employees today.
        Unacceptable: ``nobody`` when it would reach none of the actor's employees; ``self`` for a delegate among the
            named employees, or the actor.
    """
    with gate.acting(actor, None, DELEGATE):
        _check_delegate(actor, delegate_id, employee_ids)
        _check_reach(actor, unit_id, title_code, employee_ids)
        assert actor.person_id is not None
        delegation = Delegation.objects.create(
            leader_id=actor.person_id, delegate_id=delegate_id, unit_id=unit_id, title_code=title_code
        )
        delegation.employees.set(Person.objects.filter(id__in=employee_ids))
    return delegation


def end_delegation(actor: Actor, /, *, delegation_id: UUID) -> Delegation:
    """Take the conversations back, from now on. One that has ended stays as it was.

    Raises:
        NotFound: the actor shares no such conversations.
    """
    with gate.acting(actor, None, END_DELEGATION):
        own = Delegation.objects.select_for_update().filter(leader_id=actor.person_id, id=delegation_id)
        delegation = own.first()
        if delegation is None:
            raise NotFound
        if delegation.until_on is None or delegation.until_on > clock.today():
            delegation.until_on = clock.today()
            delegation.save(update_fields=["until_on"])
    return delegation


def _check_delegate(actor: Actor, delegate_id: UUID, employee_ids: Sequence[UUID]) -> None:
    if delegate_id == actor.person_id or delegate_id in employee_ids:
        raise Unacceptable("self", field="delegate_id")
    works_here = Employment.objects.filter(employed_today(), person_id=delegate_id)
    if not works_here.exists() or not Person.objects.filter(id=delegate_id, is_active=True).exists():
        raise NotFound


def _check_reach(actor: Actor, unit_id: UUID | None, title_code: str, employee_ids: Sequence[UUID]) -> None:
    led = Leadership.objects.filter(valid_today(), leader_id=actor.person_id)
    if employee_ids:
        found = set(led.filter(employee_id__in=employee_ids).values_list("employee_id", flat=True))
        if found != set(employee_ids):
            raise NotFound
        return
    if unit_id is not None:
        below = UnitAncestor.objects.filter(ancestor_id=unit_id).values("unit_id")
        led = led.filter(employment__unit_id__in=below)
    if title_code:
        led = led.filter(employment__title_code=title_code)
    if not (unit_id or title_code) or not led.exists():
        raise Unacceptable("nobody", field="unit_id")
