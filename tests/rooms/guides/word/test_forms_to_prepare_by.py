"""Forms with a part for each of the two to prepare by: each line is held against what it is read as."""

import pytest
from tests.rooms.guides.word import forms
from tests.rooms.guides.word.forms import lines, outline


@pytest.mark.parametrize(
    ("employee", "leader", "language"),
    [
        ("Forberedelse for medarbeider", "Leders forberedelser", "nb"),
        ("Medarbeidarens førebuing", "Førebuing for leiar", "nn"),
        ("Employee preparation", "Preparation for the manager", "en"),
    ],
)
def test_preparation_becomes_points_for_each(employee: str, leader: str, language: str) -> None:
    form = forms.new()
    form.add_heading(employee, 1)
    forms.paragraphs(form, "A first point", "A second?", style="List Bullet")
    form.add_heading(leader, 1)
    forms.paragraphs(form, "A third?", style="List Bullet")
    form.add_heading("Theme", 1)
    forms.paragraphs(form, "A fourth?")
    assert outline(form, language) == [
        f"left_out (group_heading): {employee}",
        "employee_point: A first point",
        "employee_point: A second?",
        f"left_out (group_heading): {leader}",
        "leader_point: A third?",
        "theme: Theme",
        "question: A fourth?",
    ]


def test_preparation_with_a_part_for_each_below_one_heading() -> None:
    form = forms.new()
    form.add_heading("Forberedelser", 1)
    forms.paragraphs(form, "Sett av litt tid, og skriv ned det du vil snakke om før dere møtes til samtalen.")
    forms.bold(form, "For deg som er medarbeider")
    forms.paragraphs(form, "Hva er jeg stolt av?", style="List Bullet")
    forms.bold(form, "Leder:")
    forms.paragraphs(form, "Hva vil jeg berømme?", style="List Bullet")
    form.add_heading("Samtalen", 1)
    forms.paragraphs(form, "Hva vil vi oppnå?")
    assert outline(form) == lines("""
        left_out (group_heading): Forberedelser
        information: Sett av litt tid, og skriv ned det du vil snakke om før dere møtes til samtalen.
        left_out (group_heading): For deg som er medarbeider
        employee_point: Hva er jeg stolt av?
        left_out (group_heading): Leder:
        leader_point: Hva vil jeg berømme?
        theme: Samtalen
        question: Hva vil vi oppnå?
    """)
