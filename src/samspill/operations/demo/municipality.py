"""Made-up people in made-up units, and the files that their HR system would have exported on a given day."""

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from samspill.foundation.yaml_files import read_yaml

SEED = 1905
FIRST_DRAWN_NUMBER = 200_001
PLAIN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "á": "a", "ö": "o", " ": ".", "'": ""})


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody in the municipality, in one position.

    Attributes:
        begins_before: how many days before the present day the position began.
        leads: the unit or sector that the person leads, by name.

    """

    number: str
    given: str
    family: str
    title: str
    title_code: str
    unit: str
    language: str
    mail: str
    begins_before: int
    percent: int = 100
    leads: str = ""
    is_main: bool = True
    is_on_leave: bool = False
    is_permanent: bool = True


@cache
def description() -> dict[str, Any]:
    """What ``municipality.yaml`` says."""
    return dict(read_yaml(Path(__file__).with_name("municipality.yaml")))


def cast_roles() -> list[dict[str, str]]:
    """The cast of the demonstration: number and role of each, in the order that the page shows."""
    return [{"number": one["number"], "role": one["role"]} for one in description()["cast"]]


def export(*, today: date, days_ago: int) -> bytes:
    """HR's file as it was some days ago, as CSV in UTF-8 with BOM.

    Args:
        today: the present day.
        days_ago: how long ago the file was made; before the two leaders changed places they led each other's units.

    """
    told = description()
    out = io.StringIO(newline="")
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(told["header"])
    leaders = _leaders(is_earlier=days_ago >= told["changed_places_days_ago"])
    for one in people():
        if one.begins_before >= days_ago:
            sheet.writerow(_row(one, leaders, today))
    return out.getvalue().encode("utf-8-sig")


@cache
def people() -> tuple[Employee, ...]:
    """Everybody, the same at every call; somebody with two positions comes twice."""
    return tuple(_everybody(random.Random(SEED)))  # noqa: S311 made-up people


def _everybody(chance: random.Random) -> Iterator[Employee]:
    told = description()
    known = {one.get("leads"): one for one in told["cast"]}
    numbers = iter(range(FIRST_DRAWN_NUMBER, FIRST_DRAWN_NUMBER + 100_000))
    yield _drawn(chance, numbers, told["rector"], told["name"], leads=told["name"])
    for sector in told["sectors"]:
        yield _head(chance, numbers, known, sector["name"], told["head"])
        for unit, size in sector["units"].items():
            if unit != told["without_leader"]:
                yield _head(chance, numbers, known, unit, told["leader"])
            for _ in range(size):
                yield from _employee(chance, numbers, sector, unit)
    yield from (_named(chance, one) for one in (*told["cast"], *told["named"]) if "at" in one)


def _head(
    chance: random.Random, numbers: Iterator[int], known: dict[str, dict[str, str]], unit: str, title: str
) -> Employee:
    if unit in known:
        return _named(chance, known[unit] | {"at": unit, "title": title})
    return _drawn(chance, numbers, title, unit, leads=unit)


def _employee(chance: random.Random, numbers: Iterator[int], sector: dict[str, Any], unit: str) -> Iterator[Employee]:
    first = _drawn(chance, numbers, chance.choice(list(sector["titles"])), unit)
    yield first
    if chance.random() < 0.03:
        other = chance.choice([name for name in sector["units"] if name not in {unit, "Furua"}])
        yield _second_position(first, other)


def _second_position(first: Employee, unit: str) -> Employee:
    return Employee(
        first.number, first.given, first.family, first.title, first.title_code, unit, first.language, first.mail,
        first.begins_before, percent=20, is_main=False,
    )  # fmt: skip


def _drawn(chance: random.Random, numbers: Iterator[int], title: str, unit: str, *, leads: str = "") -> Employee:
    told = description()
    number, given, family = str(next(numbers)), chance.choice(told["given_names"]), chance.choice(told["family_names"])
    is_newly_begun = not leads and chance.random() < 0.02
    return Employee(
        number, given, family, title, _code_of(title), unit,
        language=chance.choices(["nb", "nn", "en"], [76, 21, 3])[0],
        mail="" if not leads and chance.random() < 0.04 else _mail(given, family, number),
        begins_before=chance.randint(35, 100) if is_newly_begun else chance.randint(1_000, 11_000),
        percent=100 if leads else chance.choice([100, 100, 100, 80, 75, 60, 50]),
        leads=leads,
        is_on_leave=not leads and chance.random() < 0.02,
        is_permanent=bool(leads) or chance.random() < 0.92,
    )  # fmt: skip


def _named(chance: random.Random, one: dict[str, Any]) -> Employee:
    mail = "" if one.get("no_mail") else _mail(one["given"], one["family"])
    return Employee(
        one["number"], one["given"], one["family"], one["title"], _code_of(one["title"]), one["at"],
        language=one.get("language", "nb"),
        mail=mail,
        begins_before=chance.randint(1_000, 7_000),
        leads=one.get("leads", ""),
    )  # fmt: skip


def _mail(given: str, family: str, number: str = "") -> str:
    local = f"{given}.{family}".lower().translate(PLAIN)
    return f"{local}{number[-3:]}@{description()['mail_domain']}"


@cache
def _code_of(title: str) -> str:
    titles = (sector["titles"] for sector in description()["sectors"])
    return next((str(one[title]) for one in titles if title in one), "")


@cache
def _units() -> dict[str, tuple[str, str]]:
    """Each unit's code and the name of the unit above."""
    told = description()
    found = {told["name"]: (told["code"], told["name"])}
    for sector in told["sectors"]:
        found[sector["name"]] = (sector["code"], told["name"])
        for place, unit in enumerate(sector["units"], start=1):
            found[unit] = (f"{sector['code']}{place:02}", sector["name"])
    return found


def _leaders(*, is_earlier: bool) -> dict[str, str]:
    leaders = {one.leads: one.number for one in people() if one.leads}
    return leaders | description()["earlier_leaders"] if is_earlier else leaders


def _row(one: Employee, leaders: dict[str, str], today: date) -> list[str]:
    told, units = description(), _units()
    led = next((unit for unit, number in leaders.items() if number == one.number), "") if one.leads else ""
    unit = led or one.unit
    code, above = units[unit]
    leader = leaders.get(above if led else unit, "")
    return [
        one.number, one.given, one.family, one.mail, one.language, one.title_code, one.title,
        told["permanent"] if one.is_permanent else told["temporary"], str(one.percent),
        told["yes" if one.is_main else "no"], (today - timedelta(days=one.begins_before)).isoformat(), "",
        told["leave"] if one.is_on_leave else "", code, unit, units[above][0],
        "" if leader == one.number else leader,
    ]  # fmt: skip
