"""Both prepare, each alone, and share what they choose to."""

from playwright.sync_api import Locator, expect

from tests.journeys.invitation import PLACE, WORDS
from tests.journeys.visiting import Visitor

WISH = "text:theme:competence"
WORRY = "text:theme:cooperation"
SHARED = "Jeg vil lære mer om digital undervisning."
TAKEN_BACK = "Jeg strever med et samarbeid."
OF_THE_LEADER = "Ahmed har løftet hele trinnet."
WRITTEN = (SHARED, TAKEN_BACK, OF_THE_LEADER)


def read_the_invitation(employee: Visitor) -> None:
    """From My page to the invitation with the leader's words."""
    page = employee.page
    page.get_by_role("link", name="Employee conversation").first.click()
    expect(page.get_by_role("blockquote").filter(has_text=WORDS)).to_be_visible()
    expect(page.get_by_text(PLACE)).to_be_visible()
    employee.look()


def choose_questions(employee: Visitor) -> None:
    """Three from the menu, the last of them first."""
    page = employee.page
    page.get_by_role("link", name="Begin to prepare").click()
    employee.look()
    page.get_by_role("link", name="Choose questions").click()
    expect(page.get_by_text("0 of 10 chosen")).to_be_visible()
    for number in range(3):
        page.locator("details[open] input[name=questions]").nth(number).check()
    expect(page.get_by_text("3 of 10 chosen")).to_be_visible()
    employee.look()
    third = page.locator("details[open] input[name=questions]").nth(2).get_attribute("value")
    page.get_by_role("button", name="Save the choice").click()
    expect(_points(employee, "text:question:")).to_have_count(3)
    page.get_by_role("link", name="Choose others, or change the order").click()
    page.get_by_role("button", name="Up").nth(2).click()
    page.get_by_role("button", name="Up").nth(1).click()
    employee.look()
    page.get_by_role("button", name="Save the choice").click()
    expect(_points(employee, "text:question:").first).to_have_attribute("data-field", f"text:question:{third}")
    employee.look()


def write_and_share(employee: Visitor, *, leader: Visitor) -> None:
    """Write, share two points and take one back; the other reads just the one, and prepares too."""
    page = employee.page
    _write(employee, WISH, SHARED)
    _write(employee, WORRY, TAKEN_BACK)
    mark = _field(employee, WISH.replace("text", "matters", 1))
    mark.check()
    expect(mark).to_have_attribute("data-save-state", "saved")
    page.reload()
    expect(_field(employee, WISH)).to_have_value(SHARED)
    _share(employee, WISH)
    _share(employee, WORRY)
    _point(employee, WORRY).get_by_role("button", name="Take back").click()
    expect(_point(employee, WORRY).get_by_text("Only you can read this")).to_be_visible()
    employee.look()
    employee.go(_address(employee) + f"?punkt={WISH.partition(':')[2]}")
    expect(_field(employee, WISH)).to_have_value(SHARED)
    employee.look()
    page.get_by_role("link", name="All points").first.click()
    page.get_by_role("button", name="I am ready").click()
    expect(page.get_by_role("heading", name="You are ready")).to_be_visible()

    leader.go(_address(employee))
    expect(leader.page.get_by_role("blockquote").filter(has_text=SHARED)).to_be_visible()
    assert TAKEN_BACK not in leader.page.content()
    _write(leader, WISH, OF_THE_LEADER)
    leader.look()


def see_who_has_seen(employee: Visitor) -> None:
    """The list of openings names the two, and nobody else."""
    page = employee.page
    employee.go("/hvem-har-sett/")
    employee.look()
    page.get_by_role("main").get_by_role("link", name="Employee conversation").first.click()
    log = page.get_by_role("region", name="What has happened")
    for words in ("Håkon Haugen sent the invitation", "You shared a point", "You took back a point"):
        expect(log.get_by_text(words).first).to_be_visible()
    expect(log.get_by_text("Håkon Haugen opened").first).to_be_visible()
    expect(log.get_by_text("Hanne Vik")).to_have_count(0)
    employee.look()


def _address(visitor: Visitor) -> str:
    return visitor.page.url.removeprefix(visitor.address).partition("?")[0].partition("#")[0]


def _write(visitor: Visitor, field: str, text: str) -> None:
    """Write as people do, and wait until the page says that it is saved."""
    control = _field(visitor, field)
    control.fill(text)
    control.blur()
    expect(visitor.page.locator(f"[data-status-for='{field}']")).to_contain_text("Saved at")


def _share(visitor: Visitor, field: str) -> None:
    _point(visitor, field).get_by_role("button", name="Share with").click()
    expect(_point(visitor, field).get_by_text("You and Håkon can read this")).to_be_visible()


def _field(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator(f"[data-field='{name}']")


def _points(visitor: Visitor, beginning: str) -> Locator:
    return visitor.page.locator(f"[data-field^='{beginning}']")


def _point(visitor: Visitor, field: str) -> Locator:
    return visitor.page.locator(f"[id='{field.partition(':')[2]}']")
