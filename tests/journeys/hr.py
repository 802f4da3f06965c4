"""What HR does before and after the conversations."""

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import expect

from samspill.foundation import clock
from tests.journeys.minutes import run_queue
from tests.journeys.visiting import Visitor

EXPORT = Path(__file__).parent.parent / "samples" / "lyngvik-640.csv"
UNREADABLE_LINES = {"55": "Ansattnr", "226": "Stillingsprosent", "468": "Fra dato", "710": "–"}


def bring_in_the_organisation(hanne: Visitor) -> None:
    """Hand in the export, read what it would do, and have it applied, without asking for the page again."""
    page = hanne.page
    page.get_by_role("link", name="Set-up").click()
    hanne.look()
    page.get_by_role("main").get_by_role("link", name="Import").first.click()
    hanne.look()
    page.get_by_label("File from the HR system").set_input_files(EXPORT)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("Being compared")).to_be_visible()
    hanne.look()
    run_queue()
    expect(page.get_by_role("heading", name="This will be done")).to_be_visible()
    expect(page.get_by_text("708 rows were read.")).to_be_visible()
    expect(page.get_by_text("Not read, because we must not have it: Fødselsnr, Årslønn.")).to_be_visible()
    for line, column in UNREADABLE_LINES.items():
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=line, exact=True))
        expect(row.get_by_role("cell").first).to_have_text(column)
    hanne.look()
    page.get_by_role("button", name="Apply the import").click()
    expect(page.get_by_text("Being applied")).to_be_visible()
    hanne.look()
    run_queue()
    expect(page.get_by_role("heading", name="This was done")).to_be_visible()
    hanne.look()
    hanne.go("/oppsett/uten-leder/")
    hanne.look()


def open_a_round(hanne: Visitor) -> None:
    """Plan a round, see what it would make, open it and follow it until it is open."""
    page = hanne.page
    hanne.go("/oppsett/runder/")
    hanne.look()
    page.get_by_role("main").get_by_role("link", name="Plan the first round").click()
    hanne.look()
    page.get_by_label("Deadline").fill(deadline().isoformat())
    page.get_by_label("The agreed plan is sent to the archive").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text(re.compile(r"It will make \d{3} conversations\."))).to_be_visible()
    hanne.look()
    page.get_by_role("button", name="Open the round").click()
    expect(page.get_by_role("heading", name="The round is being opened")).to_be_visible()
    hanne.look()
    run_queue()
    expect(page.get_by_role("heading", name=f"Round {deadline().year}")).to_be_visible()
    hanne.look()


def deadline() -> date:
    """A day some months ahead, whenever the test is run."""
    return clock.today() + timedelta(days=120)


def see_coverage(hanne: Visitor, leader_above: Visitor) -> None:
    """Both see that one is held, as figures; HR sees whose by name, and the archive's receipt."""
    for one in (hanne, leader_above):
        one.page.get_by_role("link", name="Overview").click()
        expect(one.page.get_by_text(re.compile(r"^1 of \d+ conversations are held\."))).to_be_visible()
        expect(one.page.get_by_text("Ahmed")).to_have_count(0)
        one.look()
    page = hanne.page
    page.get_by_role("link", name="See the list by name").click()
    page.get_by_label("Name or employee number").fill("Ahmed Andersen")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("row", name=re.compile("Ahmed Andersen"))).to_contain_text("Agreed")
    hanne.look()
    hanne.go("/oppsett/arkiv/")
    expect(page.get_by_role("row", name=re.compile("Ahmed Andersen"))).to_contain_text("Received")
    hanne.look()
