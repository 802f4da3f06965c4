"""The import as a whole: what a file makes, what the next one changes, and what it never does."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import is_password_usable
from tests.rooms.organisation.exports import IMPORTER, Row, bring_in, changes, export, lines, row, sample, units

from samspill.confidentiality.access_log import verify
from samspill.confidentiality.actors import Actor, Role
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.confidentiality.models import AccessEvent
from samspill.foundation import clock
from samspill.organisation.applying import Prepared, prepare
from samspill.organisation.facts import covered_employments
from samspill.organisation.models import (
    Employment,
    ImportRun,
    Leadership,
    ReportPage,
    StagedRows,
    Unit,
    UnitAncestor,
)
from samspill.organisation.planning.plan import Plan
from samspill.organisation.services.importing import apply_import, check_import, check_received, forget_old_imports
from samspill.people.models import Person

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
YESTERDAY = clock.today() - DAY
TOMORROW = clock.today() + DAY


def top(*, others: tuple[Row, ...] = ()) -> list[Row]:
    """Vera leads Leif, who leads Ada and Frida."""
    return [
        row("ada", "leif", Fornavn="Ada"), row("frida", "leif", Fornavn="Frida"),
        row("vera", "vera", Enhetskode="1", Enhet="Lyngvik"), row("leif", "vera"), *others,
    ]  # fmt: skip


def led_by() -> dict[str, set[str]]:
    """Today's leaders by employee number."""
    today = clock.today()
    found: dict[str, set[str]] = {}
    for one in Leadership.objects.select_related("employee", "leader"):
        if one.from_on <= today and (one.until_on is None or one.until_on > today):
            found.setdefault(one.employee.employee_number, set()).add(one.leader.employee_number)
    return found


def reasons() -> dict[str, str]:
    """Why each who stands without a leader does."""
    return dict(Employment.objects.exclude(no_leader="").values_list("person__employee_number", "no_leader"))


def test_a_flat_file_makes_units_persons_positions_and_leaders() -> None:
    run = bring_in(export(*top()))

    assert changes(run) == {
        "units_added": 2, "persons_added": 4, "employments_added": 4, "leaderships_added": 3,
    }  # fmt: skip
    assert led_by() == {"ada": {"leif"}, "frida": {"leif"}, "leif": {"vera"}}
    assert reasons() == {"vera": "own"}
    ada = Person.objects.get(employee_number="ada")
    assert (ada.full_name, ada.is_active, is_password_usable(ada.password)) == ("Ada Hansen", True, False)
    furua = Unit.objects.select_related("parent", "leader").get(code="10")
    assert furua.parent is not None
    assert furua.leader is not None
    assert (furua.name, furua.parent.name, furua.leader.employee_number) == ("Furua", "Lyngvik", "leif")
    closure = UnitAncestor.objects.values_list("unit__code", "ancestor__code", "depth")
    assert set(closure) == {("1", "1", 0), ("10", "10", 0), ("10", "1", 1)}


def test_nothing_but_the_run_is_stored_before_it_is_applied() -> None:
    run = check_import(IMPORTER, files=[export(*top())])

    assert (run.state, run.report["counts"]["persons_added"]) == ("checked", 4)
    assert not Person.objects.exists()
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    "files",
    [["lyngvik-640.csv"], ["lyngvik-640-positions-cp1252.csv", "lyngvik-640-units-cp1252.csv"]],
    ids=["flat", "two files"],
)
def test_the_same_sample_again_changes_nothing(files: list[str]) -> None:
    first = bring_in(*map(sample, files))
    before = (
        list(Leadership.objects.order_by("id").values_list()),
        list(Employment.objects.order_by("id").values_list()),
    )

    second = bring_in(*map(sample, files))

    assert first.report["counts"]["persons_added"] > 600
    assert changes(second) == {}
    after = list(Leadership.objects.order_by("id").values_list()), list(Employment.objects.order_by("id").values_list())
    assert after == before
    assert not any(second.report["totals"][section] for section in ("added", "changed", "ended"))


def test_another_order_of_rows_is_the_same_file() -> None:
    rows = top(others=(row("ada", "leif", Stillingsprosent="20"), row("ada", "leif", Stillingsprosent="40")))
    bring_in(export(*rows))
    random.Random(7).shuffle(rows)

    assert changes(bring_in(export(*rows))) == {}


def test_a_changed_file_shows_just_its_changes() -> None:
    bring_in(export(*top()))
    rows = top()
    rows[0] = row("ada", "vera", Fornavn="Ada", Etternavn="Lund", Stillingsprosent="50")

    run = bring_in(export(*rows))

    assert changes(run) == {
        "persons_changed": 1, "employments_changed": 1, "leaderships_added": 1, "leaderships_ended": 1,
    }  # fmt: skip
    assert lines(run, "changed") == [
        ["person", "ada", "Ada Lund", ["family_name"]],
        ["employment", "ada", "Ada Lund", ["percent", "given_leader_number", "leader"]],
    ]
    assert led_by()["ada"] == {"vera"}


def test_the_former_leader_leads_no_longer_from_the_same_moment() -> None:
    bring_in(export(*top()))
    rows = top()
    rows[0] = row("ada", "vera", Fornavn="Ada")
    bring_in(export(*rows))

    former = Leadership.objects.get(employee__employee_number="ada", leader__employee_number="leif")
    assert former.until_on == clock.today()


def test_a_password_a_language_of_choice_and_a_person_of_ours_are_left_alone() -> None:
    bring_in(export(*top()))
    ada = Person.objects.get(employee_number="ada")
    ada.set_password("Et langt og godt passord")
    ada.language = "nn"
    ada.save()
    Person.objects.create(employee_number="admin", given_name="Aksel", family_name="Lie")
    rows = top()
    rows[0] = row("ada", "leif", Fornavn="Ada Marie", Språk="nb")

    bring_in(export(*rows))

    after = Person.objects.get(employee_number="ada")
    assert (after.given_name, after.language, after.password) == ("Ada Marie", "nn", ada.password)
    assert Person.objects.get(employee_number="admin").is_active


def test_who_is_no_longer_in_the_file_has_left() -> None:
    bring_in(export(*top(others=tuple(row(f"n{n}", "leif") for n in range(10)))))

    run = bring_in(export(*top(others=tuple(row(f"n{n}", "leif") for n in range(9)))))

    assert changes(run) == {"persons_ended": 1, "employments_ended": 1, "leaderships_ended": 1}
    assert lines(run, "ended") == [["person", "n9", "Fornavn n9 Hansen", ["is_active"]]]
    assert not Person.objects.get(employee_number="n9").is_active
    assert Employment.objects.get(person__employee_number="n9").until_on == clock.today()
    assert "n9" not in led_by()


def test_who_comes_back_is_let_in_again() -> None:
    bring_in(export(*top()))
    bring_in(export(*top()[1:]), are_many_endings_meant=True)
    assert not Person.objects.get(employee_number="ada").is_active

    bring_in(export(*top()))

    assert Person.objects.get(employee_number="ada").is_active
    assert led_by()["ada"] == {"leif"}


def test_who_holds_another_position_is_only_moved() -> None:
    bring_in(export(*top()))
    rows = top()
    rows[0] = row("ada", "vera", Fornavn="Ada", Enhetskode="1", Enhet="Lyngvik", Overordnet_enhet="")

    run = bring_in(export(*rows))

    assert changes(run)["employments_added"] == changes(run)["employments_ended"] == 1
    assert Person.objects.get(employee_number="ada").is_active
    assert [(section, [line[0] for line in lines(run, section)]) for section in ("added", "ended")] == [
        ("added", ["employment"]), ("ended", ["employment"]),
    ]  # fmt: skip


def test_many_endings_are_refused_until_they_are_meant() -> None:
    bring_in(export(*top()))

    run = bring_in(export(*top()[1:]))

    assert (run.state, run.report["has_many_endings"]) == ("refused", True)
    assert Person.objects.filter(is_active=True).count() == 4
    assert apply_import(IMPORTER, run_id=run.id, are_many_endings_meant=True).state == "applied"
    assert Person.objects.filter(is_active=True).count() == 3


@pytest.mark.parametrize("spoiled", [{"Fra_dato": "31.02.2020"}, {"Stillingsprosent": "hundre"}, {"Enhetskode": ""}])
def test_an_employee_whose_row_cannot_be_read_is_never_ended(spoiled: dict[str, str]) -> None:
    bring_in(export(*top()))
    rows = top()
    rows[0] = row("ada", "leif", **spoiled)

    run = bring_in(export(*rows))

    assert changes(run) == {}
    assert led_by()["ada"] == {"leif"}


def test_a_row_without_a_number_suspends_all_endings() -> None:
    bring_in(export(*top()))

    run = bring_in(export(*top()[2:], row("", "leif")))

    assert run.report["is_anybody"]
    assert changes(run) == {}
    assert led_by() == {"ada": {"leif"}, "frida": {"leif"}, "leif": {"vera"}}


def test_what_the_file_does_not_tell_of_stays_as_it_was_told() -> None:
    told = units(["1", "Lyngvik", "1", "vera"], ["10", "Furua", "1", "leif"])
    bring_in(told, export(row("ada"), row("leif"), row("vera", Enhetskode="1")))
    before = led_by()

    run = bring_in(export(row("leif", "vera"), row("vera", "vera", Enhetskode="1", Enhet="Lyngvik"), row("", "x")))

    assert led_by() == before == {"ada": {"leif"}, "leif": {"vera"}}
    assert reasons() == {"vera": "own"}
    assert [line[1] for line in lines(run, "changed")] == ["leif", "vera"]


def test_ten_thousand_unreadable_rows_are_told_one_by_one() -> None:
    spoiled = ({"Ansattnr": ""}, {"Fra_dato": "31.02.2020"}, {"Stillingsprosent": "hundre"}, {"Enhetskode": ""})
    rows = [row(f"n{n}", "leif", **spoiled[n % 4]) if n % 5 else row(f"n{n}")[:9] for n in range(10_000)]

    run = check_import(IMPORTER, files=[export(*rows)])

    assert [line[1] for line in lines(run, "faults")] == list(range(2, 10_002))


def test_a_suspended_ending_does_not_keep_a_leader_who_has_left() -> None:
    bring_in(export(*top()))
    rows = [*top()[2:3], row("leif", "vera", Til_dato=f"{YESTERDAY:%d.%m.%Y}"), row("", "x")]

    bring_in(export(*rows), are_many_endings_meant=True)

    assert led_by() == {}
    assert reasons() == {"ada": "ended", "frida": "ended", "vera": "own"}


@pytest.mark.parametrize(
    ("leader_row", "reason"),
    [
        (None, "unknown"),
        (row("leif", "vera", Til_dato=f"{YESTERDAY:%d.%m.%Y}"), "ended"),
        (row("leif", "vera", Fra_dato=f"{TOMORROW:%d.%m.%Y}"), "ended"),
        (row("leif", "vera", Permisjon="Foreldrepermisjon"), None),
        (row("leif", "vera", Til_dato=f"{clock.today():%d.%m.%Y}"), None),
    ],
    ids=["not in the file", "has left", "has not begun", "is on leave", "has the last day today"],
)
def test_a_leader_who_cannot_lead_is_not_replaced_by_a_guess(leader_row: Row | None, reason: str | None) -> None:
    rows = [row("ada", "leif"), row("vera", "", Enhetskode="1", Enhet="Lyngvik", Overordnet_enhet="")]

    run = bring_in(export(*rows, *([leader_row] if leader_row else [])))

    assert reasons().get("ada") == reason
    assert led_by().get("ada") == (None if reason else {"leif"})
    without = {line[1]: line[3] for line in lines(run, "without_leader")}
    assert without.get("ada") == ([reason] if reason else None)


def test_a_unit_in_a_file_of_units_lends_its_leader_and_the_unit_above_leads_that_one() -> None:
    told = units(["1", "Lyngvik", "1", "vera"], ["10", "Furua", "1", "leif"], ["20", "Bjørka", "1", ""])
    rows = [
        row("ada"), row("leif"), row("vera", Enhetskode="1"), row("olav", Enhetskode="20"),
        row("tor", "ada"), row("kari", Enhetskode="30", Enhet="Eika"),
    ]  # fmt: skip

    run = bring_in(told, export(*rows, encoding="cp1252"))

    assert led_by() == {"ada": {"leif"}, "leif": {"vera"}, "tor": {"ada"}}
    assert reasons() == {"vera": "own", "olav": "missing", "kari": "missing"}
    assert [(line[0], line[1], line[2]) for line in lines(run, "warnings")] == [("positions", 7, "unit_unknown")]
    assert dict(Unit.objects.values_list("code", "leader__employee_number")) == {
        "1": "vera", "10": "leif", "20": None, "30": None,
    }  # fmt: skip


def test_a_flat_file_without_a_leader_on_the_row_guesses_none_from_the_unit() -> None:
    bring_in(export(*top(others=(row("kari", ""),))))

    assert reasons()["kari"] == "missing"


def test_units_in_a_circle_are_cut_and_told() -> None:
    told = units(["1", "A", "2", ""], ["2", "B", "1", ""], ["3", "C", "2", ""])

    run = bring_in(told, export(row("ada", Enhetskode="3")))

    assert [line[2] for line in lines(run, "warnings")] == ["units_in_a_circle"] * 2
    assert set(UnitAncestor.objects.values_list("unit__code", "ancestor__code")) == {
        ("1", "1"), ("2", "2"), ("3", "3"), ("3", "2"),
    }  # fmt: skip


def test_a_unit_that_is_gone_ends_and_one_that_is_mentioned_stays() -> None:
    elsewhere = row("olav", "vera", Enhetskode="30", Enhet="Eika", Overordnet_enhet="3")
    bring_in(export(*top(), elsewhere))
    assert set(Unit.objects.values_list("code", flat=True)) == {"1", "10", "30", "3"}

    bring_in(export(*top(others=(row("olav", "vera"),))))

    assert set(Unit.objects.filter(is_ended=True).values_list("code", flat=True)) == {"30", "3"}


def test_future_and_past_positions() -> None:
    rows = top(
        others=(
            row("ny", "leif", Fra_dato=f"{TOMORROW:%Y-%m-%d}"),
            row("slutt", "leif", Til_dato=f"{YESTERDAY:%Y-%m-%d}"),
        )
    )
    bring_in(export(*rows))

    coming = Leadership.objects.get(employee__employee_number="ny")
    assert (coming.from_on, coming.until_on) == (TOMORROW, None)
    assert not Leadership.objects.filter(employee__employee_number="slutt").exists()
    active = dict(Person.objects.values_list("employee_number", "is_active"))
    assert (active["ny"], active["slutt"]) == (True, False)
    assert {one.person_id for one in covered_employments(covered="all")} == set(
        Person.objects.exclude(employee_number__in=["ny", "slutt"]).values_list("id", flat=True)
    )


def test_a_future_position_that_is_moved_moves_its_leadership() -> None:
    bring_in(export(*top(others=(row("ny", "leif", Fra_dato=f"{TOMORROW:%Y-%m-%d}"),))))

    bring_in(export(*top(others=(row("ny", "leif", Fra_dato="2020-01-01"),))))

    assert led_by()["ny"] == {"leif"}


def test_leadership_ends_with_the_first_of_the_two_to_leave() -> None:
    last_day = clock.today() + 10 * DAY
    rows = top()
    rows[3] = row("leif", "vera", Til_dato=f"{last_day:%Y-%m-%d}")
    bring_in(export(*rows))
    assert Leadership.objects.get(employee__employee_number="ada").until_on == last_day + DAY

    run = bring_in(export(*top()))

    assert Leadership.objects.get(employee__employee_number="ada").until_on is None
    assert "leaderships_added" not in changes(run)


def test_several_positions_have_one_main_position() -> None:
    rows = top(
        others=(
            row("to", "leif", Hovedstilling="N", Stillingsprosent="80"),
            row("to", "vera", Hovedstilling="J", Stillingsprosent="20", Enhetskode="1", Enhet="Lyngvik"),
            row("ja", "leif", Hovedstilling="J", Stillingsprosent="20"),
            row("ja", "leif", Hovedstilling="J", Stillingsprosent="60", Stillingskode="1"),
            row("nei", "leif", Hovedstilling="", Stillingsprosent="20"),
            row("nei", "leif", Hovedstilling="N", Stillingsprosent="60", Stillingskode="1"),
        )
    )
    run = bring_in(export(*rows))

    main = Employment.objects.filter(is_main=True, person__employee_number__in=["to", "ja", "nei"])
    assert dict(main.values_list("person__employee_number", "percent")) == {"to": 20, "ja": 60, "nei": 60}
    assert led_by()["to"] == {"leif", "vera"}
    assert [line[2] for line in lines(run, "warnings")] == ["several_main"]


def test_what_shows_only_when_rows_are_seen_together() -> None:
    mail = {"E-post": "avd@lyngvik.example"}
    rows = [
        row("ada", "999", Fornavn="Ada", **mail), row("olav", "999", **mail), row("olav", "999", **mail),
        row("ada", "999", Fornavn="Åda", Stillingskode="1", **mail),
    ]  # fmt: skip
    run = bring_in(export(*rows))

    assert sorted((line[1], line[2]) for line in lines(run, "warnings")) == [
        (2, "differs"), (2, "leader_unknown"), (2, "shared_mail"), (2, "unit_unknown"), (3, "leader_unknown"),
        (4, "same_row_twice"), (5, "leader_unknown"),
    ]  # fmt: skip


def test_an_import_that_breaks_in_its_last_step_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    run = check_import(IMPORTER, files=[export(*top())])
    whole = Prepared.write

    def break_at_the_end(prepared: Prepared) -> None:
        whole(prepared)
        raise OSError("full disk, and a name that must not be quoted: Ada")

    monkeypatch.setattr(Prepared, "write", break_at_the_end)
    with pytest.raises(OSError, match="full disk"):
        apply_import(IMPORTER, run_id=run.id)

    run.refresh_from_db()
    assert (run.state, run.report["error"]) == ("failed", "OSError")
    assert not any(model.objects.exists() for model in (Person, Unit, Employment, Leadership, UnitAncestor))
    assert not AccessEvent.objects.filter(act="apply_import").exists()
    monkeypatch.undo()
    assert apply_import(IMPORTER, run_id=run.id).state == "applied"
    assert Person.objects.count() == 4


def test_applying_twice_or_after_another_import_is_right() -> None:
    first = check_import(IMPORTER, files=[export(*top())])
    second = check_import(IMPORTER, files=[export(*top(others=(row("kari", "leif"),)))])
    assert second.report["counts"]["persons_added"] == 5

    apply_import(IMPORTER, run_id=first.id)
    applied = apply_import(IMPORTER, run_id=second.id)

    assert changes(applied) == {"persons_added": 1, "employments_added": 1, "leaderships_added": 1}
    assert apply_import(IMPORTER, run_id=second.id).applied_at == applied.applied_at


def test_an_import_that_comes_in_between_is_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    late = check_import(IMPORTER, files=[export(*top(others=(row("kari", "leif"),)))])
    quick = check_import(IMPORTER, files=[export(*top())])
    _before_writing_once(monkeypatch, lambda: apply_import(IMPORTER, run_id=quick.id))

    run = apply_import(IMPORTER, run_id=late.id)

    assert changes(run) == {"persons_added": 1, "employments_added": 1, "leaderships_added": 1}
    assert Person.objects.count() == 5


def _before_writing_once(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Let something happen after an import was compared and before it is written."""
    place = "samspill.organisation.services.importing.prepare"

    def prepare_late(plan: Plan) -> Prepared:
        monkeypatch.setattr(place, prepare)
        act()
        return prepare(plan)

    monkeypatch.setattr(place, prepare_late)


def test_staged_rows_go_when_they_are_applied_and_runs_after_a_month() -> None:
    run = check_import(IMPORTER, files=[export(*top())])
    assert StagedRows.objects.filter(run=run).exists()
    apply_import(IMPORTER, run_id=run.id)
    assert not StagedRows.objects.exists()

    assert forget_old_imports() == 0
    with clock.fixed(clock.now() + 31 * DAY):
        assert forget_old_imports() == 1
    assert not ReportPage.objects.exists()


def test_an_applied_import_stands_in_the_log_with_its_figures() -> None:
    run = bring_in(export(*top()))

    event = AccessEvent.objects.get(act="apply_import")
    assert '"persons_added":4' in event.facts
    assert str(run.id) in event.facts
    assert "Ada" not in event.facts
    assert verify() is None


@pytest.mark.parametrize("roles", [(), (Role.MANAGEMENT, Role.RECORDS, Role.REPRESENTATIVE)])
def test_only_hr_and_administrators_import(roles: tuple[Role, ...]) -> None:
    someone = Person.objects.create(employee_number="x", given_name="X", family_name="Y")
    actor = Actor(person_id=someone.id, roles=frozenset(roles))
    run = check_import(Actor(person_id=someone.id, roles=frozenset({Role.HR})), files=[export(*top())])

    for refused in (actor, Actor.system("retention")):
        with pytest.raises(Denied):
            check_import(refused, files=[export(*top())])
        with pytest.raises(Denied):
            check_received(refused, run_id=run.id)
        with pytest.raises(Denied):
            apply_import(refused, run_id=run.id)
    assert ImportRun.objects.count() == 1


def test_there_is_no_such_run() -> None:
    with pytest.raises(NotFound):
        apply_import(IMPORTER, run_id=Unit(code="x").id)


def test_the_sample_in_figures() -> None:
    run = bring_in(sample("lyngvik-640.csv"))

    with_formula = Person.objects.get(given_name__startswith="=")
    assert with_formula.given_name == '=HYPERLINK("http://x")'
    assert run.report["totals"]["faults"] == 4
    assert {line[2] for line in lines(run, "warnings")} == {"shared_mail", "leader_unknown", "formula"}
    assert Employment.objects.filter(until_on=date(2025, 7, 1)).count() > 5
    assert Employment.objects.filter(until_on__year=9999).count() == 0
    assert Employment.objects.filter(is_on_leave=True).count() > 10
    assert Employment.objects.filter(form="unknown").count() == 0
    assert set(Employment.objects.values_list("percent", flat=True)) == {100, 80, 50, 20}
    assert Unit.objects.filter(parent=None).count() == 1
