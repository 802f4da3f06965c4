"""What the two agree on: drafted, confirmed, filed, kept and followed up."""

import re
from datetime import timedelta
from pathlib import Path

from lxml import etree
from playwright.sync_api import Locator, expect

from samspill.foundation import clock
from tests.journeys.preparation import TAKEN_BACK
from tests.journeys.visiting import Visitor
from tests.rooms.archive.test_arkivmelding import SCHEMA
from tests.rooms.documents.reading import failures, squeezed, text_of

GOAL = "Elevene lager egne bøker på nett."
BY_THE_EMPLOYEE = "Ta kurset i digital undervisning."
BY_THE_LEADER = "Skaffe vikar til kursdagene."
CHANGED_BY_THE_LEADER = "Skaffe vikar til kursdagene, og si ifra i god tid."
CHANGED_BY_THE_EMPLOYEE = "Skaffe vikar til begge kursdagene."
PUT_TOGETHER = "Skaffe vikar til begge kursdagene, og si ifra i god tid."
LAST_CHANGE = "Ta kurset i digital undervisning før påske."
REMARK = "Jeg hadde ønsket meg tre dager."
WRITTEN = (GOAL, BY_THE_EMPLOYEE, BY_THE_LEADER, PUT_TOGETHER, LAST_CHANGE, REMARK)


def agree_on_goals_and_actions(leader: Visitor, employee: Visitor) -> None:
    """A goal and an action from the room, another action from the plan's own page."""
    page = employee.page
    page.get_by_text("Add a goal", exact=True).click()
    page.get_by_label("What do you want to reach?").fill(GOAL)
    page.get_by_label("Development goal").check()
    employee.look()
    _add(employee)
    page.get_by_text("Add an action", exact=True).click()
    page.get_by_label("What is to be done?").fill(BY_THE_EMPLOYEE)
    page.get_by_label("By when?").fill(_in_days(40))
    employee.look()
    _add(employee)
    expect(page.locator(".card").filter(has_text=GOAL)).to_be_visible()
    for one in (employee, leader):
        expect(_card(one, BY_THE_EMPLOYEE)).to_be_visible()

    page = leader.page
    leader.go(_agreement(leader))
    leader.look()
    page.get_by_role("link", name="Add an action").click()
    with leader.may_be_refused():
        page.get_by_role("button", name="Add to the plan").click()
        expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    leader.look()
    page.get_by_label("What is to be done?").fill(BY_THE_LEADER)
    page.get_by_label("Håkon", exact=True).check()
    page.get_by_label("By when?").fill(_in_days(20))
    page.get_by_label("What support is needed?").fill("Hjelp fra kontoret")
    page.get_by_label("When do you look at it together?").fill(_in_days(30))
    page.get_by_role("button", name="Add to the plan").click()
    for one in (leader, employee):
        expect(_card(one, BY_THE_LEADER)).to_be_visible()
        one.look()


def change_the_same_action(leader: Visitor, employee: Visitor) -> None:
    """Both change one action: the one who comes second sees both texts and puts them together."""
    employee.go(_agreement(employee))
    for one in (leader, employee):
        _card(one, BY_THE_LEADER).get_by_role("link", name="Change").click()
        one.look()
    leader.page.get_by_label("What is to be done?").fill(CHANGED_BY_THE_LEADER)
    leader.page.get_by_role("button", name="Save").click()
    expect(_card(leader, CHANGED_BY_THE_LEADER)).to_be_visible()

    page = employee.page
    page.get_by_label("What is to be done?").fill(CHANGED_BY_THE_EMPLOYEE)
    with employee.may_be_refused():
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_contain_text("Håkon has changed this meanwhile")
    expect(page.get_by_role("alert").get_by_role("blockquote")).to_contain_text(CHANGED_BY_THE_LEADER)
    expect(page.get_by_label("What is to be done?")).to_have_value(CHANGED_BY_THE_EMPLOYEE)
    employee.look()
    page.get_by_label("What is to be done?").fill(PUT_TOGETHER)
    page.get_by_role("button", name="Save").click()
    expect(_card(employee, PUT_TOGETHER)).to_be_visible()


def confirm_the_same_text(leader: Visitor, employee: Visitor) -> None:
    """A change after the first confirmation voids it; nobody can confirm a text that was changed under their eyes."""
    _confirm(leader)
    expect(leader.page.get_by_text("You have confirmed the plan.", exact=True)).to_be_visible()
    leader.look()
    employee.go(_agreement(employee))
    _card(employee, BY_THE_EMPLOYEE).get_by_role("link", name="Change").click()
    employee.page.get_by_label("What is to be done?").fill(LAST_CHANGE)
    employee.page.get_by_role("button", name="Save").click()
    expect(_confirmations(employee).get_by_text("Not yet")).to_have_count(2)
    _confirm(employee, remark=REMARK)
    expect(_confirmations(employee).get_by_text("Not yet")).to_have_count(1)
    employee.look()

    leader.page.reload()
    expect(leader.page.get_by_text(REMARK)).to_be_visible()
    expect(_card(leader, LAST_CHANGE)).to_be_visible()
    _confirm(leader)
    expect(leader.page.get_by_role("heading", name="The agreed plan")).to_be_visible()
    expect(leader.page.get_by_text("It is on its way to the archive.")).to_be_visible()
    leader.look()
    for one in (leader, employee):
        _has_an_own_copy(one)


def is_filed(archive: Path, employee: Visitor) -> None:
    """In the archive's folder stand the plan and a message that the schema knows, with a title that names nobody."""
    (delivery,) = [one for one in archive.iterdir() if one.is_dir()]
    plan = (delivery / "plan.pdf").read_bytes()
    assert [*failures(plan, "2a"), *failures(plan, "ua1")] == []
    _says_what_was_agreed(plan)
    message = etree.fromstring((delivery / "arkivmelding.xml").read_bytes())
    if SCHEMA.exists():
        etree.XMLSchema(etree.parse(SCHEMA)).assertValid(message)
    public = [one.text or "" for one in message.iter("{*}offentligTittel")]
    assert public
    assert [one for one in public if re.search("Ahmed|Andersen|Håkon|Haugen", one)] == []


def is_erased_and_received(employee: Visitor) -> None:
    """The receipt stands with the plan, and what was only prepared is gone for good."""
    page = employee.page
    employee.go(_agreement(employee))
    expect(page.get_by_text("The archive received it")).to_be_visible()
    employee.look()
    page.get_by_role("link", name="Say how it was").click()
    employee.look()
    page.get_by_label("Very useful").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Thank you. It is saved.")).to_be_visible()
    employee.go(_agreement(employee).replace("avtale", "hvem-har-sett"))
    expect(page.get_by_text("The employee’s preparation was erased for good")).to_be_visible()
    expect(page.get_by_text("The leader’s preparation was erased for good")).to_be_visible()
    employee.look()
    employee.go(_agreement(employee).replace("avtale", "forberedelse"))
    assert TAKEN_BACK not in page.content()
    employee.look()


def is_followed_up(employee: Visitor, leader: Visitor) -> None:
    """Done in one tap; the page after it is the page that one gets anew."""
    page = employee.page
    employee.go("/tiltak/")
    employee.look()
    page.get_by_role("button", name=f"Done {LAST_CHANGE}").click()
    expect(page.get_by_role("region", name="Done or dropped").get_by_text(LAST_CHANGE).first).to_be_visible()
    employee.look()
    swapped = _lists(employee)
    page.reload()
    assert _lists(employee) == swapped
    leader.go("/tiltak/")
    expect(leader.page.get_by_role("region", name="Mine").get_by_text(PUT_TOGETHER).first).to_be_visible()
    leader.look()
    leader.go("/team/")
    expect(leader.page.get_by_role("region", name="Promises").get_by_text(PUT_TOGETHER).first).to_be_visible()
    leader.look()
    for one in (employee, leader):
        one.go("/")
        one.look()


def _says_what_was_agreed(document: bytes) -> None:
    words = text_of(document)
    for agreed in (GOAL, LAST_CHANGE, PUT_TOGETHER, REMARK):
        assert squeezed(agreed) in words


def _has_an_own_copy(visitor: Visitor) -> None:
    visitor.go(_agreement(visitor))
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("link", name="Download your copy (PDF)").click()
    document = download.value.path().read_bytes()
    assert [*failures(document, "3a"), *failures(document, "ua1")] == []
    _says_what_was_agreed(document)


def _confirm(visitor: Visitor, *, remark: str = "") -> None:
    if remark:
        visitor.page.get_by_label("Remark").fill(remark)
    visitor.page.get_by_role("button", name="Confirm the plan").click()


def _add(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Add to the plan").locator("visible=true").click()


def _card(visitor: Visitor, text: str) -> Locator:
    return visitor.page.locator(".card").filter(has=visitor.page.get_by_text(text, exact=True))


def _confirmations(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Confirmed by")


def _lists(visitor: Visitor) -> str:
    """The lists as they stand, without the tokens against forged forms, which differ each time."""
    html = visitor.page.locator("#all-actions").inner_html()
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", html)


def _agreement(visitor: Visitor) -> str:
    found = re.search(r"/samtaler/[0-9a-f-]{36}/", visitor.page.url)
    assert found
    return f"{found[0]}avtale/"


def _in_days(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()
