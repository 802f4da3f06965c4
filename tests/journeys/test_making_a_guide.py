"""HR makes a guide from nothing: how many actions it takes besides the writing, by keyboard alone, on narrow and wide."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from samspill.guides.models import Guide
from samspill.guides.queries import newest_version, read_draft
from samspill.guides.services import drafting
from samspill.guides.texts import guide_in
from tests.cast import Cast
from tests.journeys.test_every_page import WIDTHS, faults_of, step_in
from tests.journeys.test_keyboard import press, tab_to
from tests.journeys.visiting import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST_ACTIONS = 40
THEMES = ("Oppgaver", "Samarbeid", "Veien videre")
QUESTIONS = 5


@dataclass
class Hands:
    """Somebody's two hands: writing is free, every click and every other key is an action."""

    page: Page
    actions: int = 0

    def click(self, locator: Locator) -> None:
        locator.click()
        self.actions += 1

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self.actions += 1

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)


@pytest.fixture
def hanne(cast: Cast, visit: Callable[..., Visitor]) -> Visitor:
    """HR, signed in, with a wide screen."""
    visitor = visit(viewport={"width": 1440, "height": 900})
    step_in(visitor, cast, "hanne")
    return visitor


def question(theme: str, number: int) -> str:
    return f"Hva er viktig for deg i {theme.lower()}, del {number}?"


def prompt(theme: str, number: int) -> str:
    return f"Tenk på {theme.lower()} nummer {number}."


def test_fifteen_questions_in_forty_actions(hanne: Visitor) -> None:
    page, hands = hanne.page, Hands(hanne.page)
    hanne.go("/oppsett/maler/")
    hands.click(page.get_by_role("link", name="New guide"))
    expect(page.get_by_label("Title")).to_be_focused()
    hands.write("Samtale hos oss")
    hands.press("Enter")
    hanne.look()
    for theme in THEMES:
        expect(page.get_by_label("Title of the theme")).to_be_focused()
        expect(page.get_by_label("Title of the theme")).to_have_value("")
        write_theme(hands, theme)
        if theme != THEMES[-1]:
            hands.press("Control+Enter")
    expect(page.get_by_label("Helping question").last).to_have_value(prompt(THEMES[-1], QUESTIONS))
    hanne.look()
    hands.click(page.get_by_role("link", name="Publish"))
    expect(page.get_by_role("heading", name="Publish the guide")).to_be_visible()
    hanne.look()
    hands.click(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Version 1 is published.")).to_be_visible()
    print(f"{hands.actions} actions")
    assert hands.actions <= MOST_ACTIONS
    text = guide_in(newest_version(Guide.objects.get(is_built_in=False).key).content, "nb")
    assert [(one.title, [(each.text, each.prompt) for each in one.questions]) for one in text.themes] == [
        (theme, [(question(theme, number), prompt(theme, number)) for number in range(1, QUESTIONS + 1)])
        for theme in THEMES
    ]


def write_theme(hands: Hands, theme: str) -> None:
    """Write ahead as fast as a machine can: nothing of it may be lost while the server makes the next question."""
    hands.write(theme)
    for number in range(1, QUESTIONS + 1):
        hands.press("Enter")
        hands.write(question(theme, number))
        hands.press("Enter")
        hands.write(prompt(theme, number))


def test_by_keyboard_alone_on_the_narrowest_screen(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    page.set_viewport_size({"width": 320, "height": 800})
    key = drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår mal").key
    hanne.go(f"/oppsett/maler/{key}/utkast/")
    expect(page.get_by_label("Title of the theme")).to_be_focused()
    page.keyboard.type("Oppgaver")
    for words in ("Først?", "Tenk først.", "Så?", "Tenk så."):
        page.keyboard.press("Enter")
        page.keyboard.type(words)
    expect(page.get_by_label("Helping question")).to_have_count(2)
    expect(page.get_by_label("Helping question").nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("Så?: number 1 of 2")).to_be_attached()
    expect(page.get_by_label("Helping question").first).to_be_focused()
    hanne.look()
    press(page, "Remove: Så?")
    expect(page.locator("#undo-removed")).to_be_focused()
    expect(page.get_by_label("Helping question")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Helping question")).to_have_count(2)
    tab_to(page, "Helping question")
    expect(page.get_by_label("Helping question").first).to_have_value("Tenk så.")
    hanne.look()
    theme = read_draft(cast.actor("hanne"), key=key).content["themes"][0]
    assert [one["text"]["nb"] for one in theme["questions"]] == ["Så?", "Først?"]


def test_it_is_saved_while_one_writes_and_seen_in_the_preview(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    key = drafting.copy_guide(cast.actor("hanne"), key="short", title="Vår korte").key
    hanne.go(f"/oppsett/maler/{key}/utkast/?del=themes")
    field = page.get_by_label("Question", exact=True).first
    field.fill("Hva vil du helst snakke om?")
    field.blur()
    expect(page.get_by_text("Saved at").first).to_be_visible()
    preview = page.frame_locator("iframe[name=preview]")
    expect(preview.get_by_text("Hva vil du helst snakke om?").first).to_be_visible()
    page.get_by_role("link", name="The leader", exact=True).click()
    expect(preview.get_by_text("Hva vil du helst snakke om?").first).to_be_visible()
    page.get_by_role("button", name="Computer").click()
    hanne.look()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("The newest change is taken back.")).to_be_visible()
    expect(field).not_to_have_value("Hva vil du helst snakke om?")
    expect(preview.get_by_text("Hva vil du helst snakke om?")).to_have_count(0)


def test_from_part_to_part_nothing_is_lost_and_back_leads_back(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    key = drafting.copy_guide(cast.actor("hanne"), key="short", title="Vår korte").key
    hanne.go(f"/oppsett/maler/{key}/utkast/?del=about")
    page.get_by_label("Title").fill("Vår korte mal")
    page.get_by_role("link", name="Purpose", exact=True).click()
    expect(page.get_by_role("heading", name="Purpose")).to_be_focused()
    page.get_by_role("link", name="Nynorsk", exact=True).click()
    expect(page.get_by_text("Nynorsk", exact=True)).not_to_have_count(1)
    hanne.look()
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Title")).to_have_value("Vår korte mal")
    page.get_by_label("Title").fill("Vår korte mal!")
    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_role("heading", name="Publish the guide")).to_be_visible()
    assert read_draft(cast.actor("hanne"), key=key).content["title"]["nb"] == "Vår korte mal!"


def test_two_who_write_in_the_same_place_lose_nothing(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    key = drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår mal").key
    hanne.go(f"/oppsett/maler/{key}/utkast/")
    path = "themes.theme.title"
    drafting.write_text(cast.actor("hanne"), key=key, path=path, language="nb", text="Fra en annen", seen=None)
    title = page.get_by_label("Title of the theme")
    title.fill("Min tittel")
    with hanne.may_be_refused(at=f"/oppsett/maler/{key}/utkast/lagre/"):
        title.blur()
        expect(page.get_by_text("Fra en annen")).to_be_visible()
    hanne.look()
    page.get_by_role("button", name="Keep my text").click()
    expect(page.get_by_text("Saved at")).to_be_visible()
    assert read_draft(cast.actor("hanne"), key=key).content["themes"][0]["title"] == {"nb": "Min tittel"}


def test_a_closed_question_is_opened_while_one_types(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    key = drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår mal").key
    hanne.go(f"/oppsett/maler/{key}/utkast/")
    field = page.get_by_label("Question", exact=True)
    field.press_sequentially("Trives du i jobben?")
    use = page.get_by_role("button", name="Use: Hvordan trives du i jobben?")
    expect(use).to_be_visible()
    hanne.look()
    use.click()
    expect(field).to_have_value("Hvordan trives du i jobben?")
    expect(field).to_be_focused()
    page.locator("[data-wording-for]").get_by_role("button", name="Undo").click()
    expect(field).to_have_value("Trives du i jobben?")
    field.fill("Hvordan går det, og hva vil du lære?")
    page.get_by_role("button", name="Use: Hvordan går det?").click()
    expect(page.get_by_label("Question", exact=True)).to_have_count(2)
    expect(field.first).to_have_value("Hvordan går det?")
    expect(field.nth(1)).to_have_value("Hva vil du lære?")
    expect(field.nth(1)).to_have_attribute("data-save-state", "saved")
    questions = read_draft(cast.actor("hanne"), key=key).content["themes"][0]["questions"]
    assert [one["text"]["nb"] for one in questions] == ["Hvordan går det?", "Hva vil du lære?"]


def test_questions_are_put_in_order_by_dragging(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    key = drafting.copy_guide(cast.actor("hanne"), key="short", title="Vår korte").key
    before = [one["key"] for one in read_draft(cast.actor("hanne"), key=key).content["themes"][0]["questions"]]
    hanne.go(f"/oppsett/maler/{key}/utkast/?del=themes")
    items = page.locator(".draft-item")
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/utkast/?" in answer.url):
        drag_up(page, items.nth(1), over=items.nth(0))
    expect(items.first).to_have_attribute("data-key", before[1])
    stored = [one["key"] for one in read_draft(cast.actor("hanne"), key=key).content["themes"][0]["questions"]]
    assert stored == [before[1], before[0], *before[2:]]
    page.reload()
    expect(items.first).to_have_attribute("data-key", before[1])


def drag_up(page: Page, item: Locator, *, over: Locator) -> None:
    item.scroll_into_view_if_needed()
    grip, goal = item.locator("[data-grip]").bounding_box(), over.bounding_box()
    assert grip
    assert goal
    x = grip["x"] + grip["width"] / 2
    page.mouse.move(x, grip["y"] + grip["height"] / 2)
    page.mouse.down()
    page.mouse.move(x, goal["y"] + goal["height"] / 2, steps=8)
    page.mouse.move(x, goal["y"] + 10, steps=8)
    page.mouse.up()


def test_without_a_script_everything_has_its_button(cast: Cast, visit: Callable[..., Visitor]) -> None:
    visitor = visit(java_script_enabled=False, viewport={"width": 360, "height": 800})
    step_in(visitor, cast, "hanne")
    key = drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår mal").key
    visitor.go(f"/oppsett/maler/{key}/utkast/")
    page = visitor.page
    page.get_by_label("Title of the theme").fill("Oppgaver")
    page.get_by_label("Question", exact=True).fill("Trives du i jobben?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_label("Question", exact=True)).to_have_value("Trives du i jobben?")
    expect(page.get_by_text("Hvordan trives du i jobben?").locator("visible=true")).to_have_count(1)
    page.get_by_role("button", name="Add a question").click()
    page.get_by_label("Question", exact=True).nth(1).fill("Hva er viktig?")
    page.get_by_role("button", name="Up : Trives").or_(page.get_by_role("button", name="Down : Trives")).last.click()
    expect(page.get_by_label("Question", exact=True).first).to_have_value("Hva er viktig?")
    page.get_by_role("button", name="Remove : Trives").click()
    page.locator("#undo-removed").click()
    expect(page.get_by_label("Question", exact=True)).to_have_count(2)
    theme = read_draft(cast.actor("hanne"), key=key).content["themes"][0]
    assert [one["text"]["nb"] for one in theme["questions"]] == ["Hva er viktig?", "Trives du i jobben?"]


@pytest.mark.parametrize("part", ["about", "information", "leader_points", "themes"])
def test_every_part_fits_and_reads_well(hanne: Visitor, cast: Cast, part: str) -> None:
    key = drafting.copy_guide(cast.actor("hanne"), key="full", title="Vår mal").key
    hanne.go(f"/oppsett/maler/{key}/utkast/?del={part}&sprak=nb,nn,en")
    hanne.complaints += faults_of(hanne.page)
    assert len(WIDTHS) == 4
