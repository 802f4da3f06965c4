"""An organisation of any size as HR would export it: twelve reports to each leader, a unit to each leader."""

import csv
import io

from samspill.operations.demo.municipality import description

REPORTS = 12
HEADER = (
    "employee number", "first name", "last name", "e-mail", "language", "position", "employment form", "percent",
    "is main", "start date", "unit code", "unit", "parent unit", "leader number",
)  # fmt: skip


def export(size: int) -> bytes:
    """The file, as CSV in UTF-8.

    Args:
        size: how many employees.

    """
    out = io.StringIO(newline="")
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(HEADER)
    sheet.writerows(_row(place, size) for place in range(size))
    return out.getvalue().encode()


def number_of(place: int) -> str:
    """The employee number of the person at a place in the tree; the top is 0."""
    return f"{place + 1:06}"


def leader_of(place: int) -> int:
    """The place of the nearest leader."""
    return (place - 1) // REPORTS


def a_leader(size: int) -> int:
    """The place of a leader whose twelve reports lead nobody."""
    return (size - 2) // REPORTS - 1


def reports_of(place: int) -> range:
    """The places of a leader's reports."""
    return range(place * REPORTS + 1, (place + 1) * REPORTS + 1)


def _row(place: int, size: int) -> tuple[str, ...]:
    told = description()
    given, family = told["given_names"], told["family_names"]
    leads = place * REPORTS + 1 < size
    unit = place if leads else leader_of(place)
    return (
        number_of(place), given[place % len(given)], family[place // 7 % len(family)],
        f"{number_of(place)}@lyngvik.example", "nb", "Leader" if leads else "Nurse", "permanent", "100", "yes",
        "2019-08-01", f"U{unit}", f"Unit {unit}", f"U{leader_of(unit)}" if unit else "U0",
        number_of(leader_of(place)) if place else "",
    )  # fmt: skip
