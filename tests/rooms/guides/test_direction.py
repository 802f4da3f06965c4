"""What the organisation, a unit and an occupation stand for: by year, the widest first, seen by those whom it concerns."""

from uuid import UUID

import pytest
from tests.cast import Cast

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides.direction import Direction, read_direction
from samspill.guides.services import stating
from samspill.guides.services.stating import Whose
from samspill.organisation.models import Employment, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def furua(cast: Cast) -> UUID:
    return Unit.objects.get(code="1100").id


def state(cast: Cast, text: str, *, whose: Whose, kind: str = "goals", year: int = 2026, name: str = "hanne") -> UUID:
    return stating.add_statement(cast.actor(name), whose=whose, year=year, kind=kind, text={"en": text}).id


def direction(cast: Cast, unit_id: UUID, *, year: int = 2026, name: str = "ada") -> Direction:
    return read_direction(unit_id=unit_id, person_id=getattr(cast, name).id, year=year, language="en")


def test_the_widest_stands_first_and_each_says_whose_it_is(cast: Cast, furua: UUID) -> None:
    top, other = Unit.objects.get(code="1000").id, Unit.objects.get(code="1200").id
    Employment.objects.filter(person=cast.ada).update(title_code="7001", title="Nurse")
    state(cast, "Nurses teach each other", whose=Whose(None, "7001"))
    state(cast, "Fewer changes of shift", whose=Whose(furua))
    state(cast, "Not for Furua", whose=Whose(other))
    state(cast, "One door for everybody", whose=Whose(top))
    state(cast, "Shorter waiting", whose=Whose())
    goals = [(one.text, one.said_by) for one in direction(cast, furua).goals]
    assert goals == [
        ("Shorter waiting", ""),
        ("One door for everybody", "Lyngvik kommune"),
        ("Fewer changes of shift", "Furua"),
        ("Nurses teach each other", "Nurse"),
    ]


def test_goals_are_the_years_own_and_values_hold_until_others_are_stated(cast: Cast, furua: UUID) -> None:
    state(cast, "Last year's goal", whose=Whose(), year=2025)
    state(cast, "Open", whose=Whose(), kind="values", year=2024)
    state(cast, "Near", whose=Whose(), kind="values", year=2025)
    state(cast, "Ahead", whose=Whose(), kind="values", year=2027)
    assert direction(cast, furua).goals == ()
    assert [one.text for one in direction(cast, furua).by_kind["values"]] == ["Near"]
    assert list(direction(cast, furua).of(("goals", "values"))) == ["values"]


def test_it_costs_at_most_two_questions_to_the_database(
    cast: Cast, furua: UUID, django_assert_num_queries: object
) -> None:
    for number in range(5):
        state(cast, f"Goal {number}", whose=Whose(furua))
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(direction(cast, furua).goals) == 5


@pytest.mark.parametrize(("name", "code", "may"), [
    ("leif", "1100", True), ("vera", "1100", True), ("tor", "1100", False), ("leif", "1000", False), ("ada", "1100", False),
    ("aksel", "1100", False), ("vidar", "1100", False), ("hanne", "1200", True),
])  # fmt: skip
def test_hr_and_the_units_own_leaders_state(cast: Cast, name: str, code: str, may: bool) -> None:  # noqa: FBT001
    whose = Whose(Unit.objects.get(code=code).id)
    if may:
        state(cast, "A goal", whose=whose, name=name)
        return
    with pytest.raises(Denied):
        state(cast, "A goal", whose=whose, name=name)


@pytest.mark.parametrize("whose", [Whose(), Whose(None, "7001")])
def test_what_is_for_all_or_an_occupation_is_hrs(cast: Cast, whose: Whose) -> None:
    with pytest.raises(Denied):
        state(cast, "A goal", whose=whose, name="vera")


def test_it_is_changed_moved_removed_and_taken_over(cast: Cast) -> None:
    hanne, whose = cast.actor("hanne"), Whose()
    first, second, third = (state(cast, text, whose=whose) for text in ("One", "Two", "Three"))
    stating.change_statement(hanne, statement_id=second, text={"nb": " To ", "en": "Second"})
    stating.move_statement(hanne, statement_id=third, by=-9)
    stating.remove_statement(hanne, statement_id=first)
    standing = stating.list_statements(hanne, whose=whose, year=2026)
    assert [one.text for one in standing] == [{"en": "Three"}, {"nb": "To", "en": "Second"}]
    assert stating.take_over(hanne, whose=whose, from_year=2026, to_year=2027) == 2
    assert stating.take_over(hanne, whose=whose, from_year=2026, to_year=2027) == 0
    assert stating.years_of(hanne, whose=whose) == [2027, 2026]
    with pytest.raises(NotFound):
        stating.remove_statement(hanne, statement_id=first)


@pytest.mark.parametrize(("text", "kind", "code"), [
    ({}, "goals", "statement_missing"), ({"nb": "  "}, "goals", "statement_missing"),
    ({"nb": "x" * 301}, "goals", "too_long"), ({"nb": "Mål"}, "wishes", "unknown_statement_kind"),
])  # fmt: skip
def test_what_cannot_be_stated(cast: Cast, text: dict[str, str], kind: str, code: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        stating.add_statement(cast.actor("hanne"), whose=Whose(), year=2026, kind=kind, text=text)
    assert refused.value.code == code
    assert stating.list_statements(cast.actor("hanne"), whose=Whose(), year=2026) == []


def test_there_is_an_end_to_how_much_one_can_stand_for(cast: Cast) -> None:
    for number in range(stating.MOST):
        state(cast, f"Goal {number}", whose=Whose())
    with pytest.raises(Unacceptable, match="too_many_items"):
        state(cast, "One more", whose=Whose())
