"""HR brings the guide that lies in Word into Samspill, copies one, publishes, compares, and takes one out and in again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from samspill.guides import editing
from samspill.guides.models import Guide
from samspill.guides.queries import newest_version
from samspill.guides.services.drafting import change_draft
from samspill.guides.texts import guide_in
from tests.cast import Cast
from tests.journeys.test_every_page import step_in
from tests.journeys.test_keyboard import press, tab_to
from tests.journeys.visiting import Visitor
from tests.making import conversation_of, make_round

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PHONE = {"width": 360, "height": 800}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """The form that lies in a folder today: two headings, a numbered list, a table to write in, a line to sign on."""
    document = Document()
    document.add_heading("Medarbeidersamtale i Lyngvik", level=0)
    document.add_heading("Trivsel", level=1)
    for question in ("Hvordan har du det på jobb?", "Hva gir deg arbeidsglede?"):
        document.add_paragraph(question, style="List Number")
    document.add_heading("Utvikling", level=1)
    table = document.add_table(rows=3, cols=2)
    for row, words in zip(
        table.rows, ("Spørsmål", "Hva har du lyst til å lære?", "Hva trenger du av meg?"), strict=True
    ):
        row.cells[0].text = words
    table.rows[0].cells[1].text = "Svar"
    document.add_paragraph("Dato: ________  Underskrift: ________")
    path = tmp_path / "samtaleskjema.docx"
    document.save(str(path))
    return path


@pytest.fixture
def hanne(cast: Cast, visit: Callable[..., Visitor]) -> Visitor:
    """HR, at the list of guides."""
    visitor = visit(viewport=PHONE)
    step_in(visitor, cast, "hanne")
    visitor.go("/oppsett/maler/")
    return visitor


def test_a_guide_from_word_on_a_phone(hanne: Visitor, cast: Cast, form: Path) -> None:
    page = hanne.page
    hanne.look()
    page.get_by_role("link", name="New guide").click()
    hanne.look()
    page.get_by_label("A file (Word or YAML)").check()
    page.get_by_label("The file").set_input_files(form)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="See how it was read")).to_be_visible()
    expect(page.get_by_label("Title")).to_have_value("Medarbeidersamtale i Lyngvik")
    hanne.look()
    last = line_with(page, "Hva trenger du av meg?")
    page.get_by_label(f"What line {last} is").select_option(label="The employee's point")
    page.get_by_label("Line 1", exact=True).fill("Trivsel på jobb")
    page.get_by_role("button", name="Make the guide").click()
    publish(hanne)
    text = guide_in(newest_version(Guide.objects.get(is_built_in=False).key).content, "nb")
    assert [(theme.title, [one.text for one in theme.questions]) for theme in text.themes] == [
        ("Trivsel på jobb", ["Hvordan har du det på jobb?", "Hva gir deg arbeidsglede?"]),
        ("Utvikling", ["Hva har du lyst til å lære?"]),
    ]
    assert [point.text for point in text.employee_points] == ["Hva trenger du av meg?"]
    make_round(cast, guide_key=text.key)
    assert conversation_of(cast).guide_version_id == newest_version(text.key).id


def test_a_copy_changed_published_and_compared(hanne: Visitor, cast: Cast) -> None:
    page = hanne.page
    page.set_viewport_size({"width": 1440, "height": 900})
    hanne.go("/oppsett/maler/short/")
    hanne.look()
    page.get_by_role("link", name="Copy to make your own").click()
    page.get_by_label("Title").fill("Our short one")
    hanne.look()
    page.get_by_role("button", name="Make the copy").click()
    publish(hanne)
    page.get_by_role("button", name="Edit").click()
    remove_first_theme(cast, page)
    publish(hanne, number=2)
    page.get_by_role("link", name="Versions, compare").click()
    expect(page.get_by_role("row")).to_have_count(3)
    hanne.look()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", name="From version 1 to version 2")).to_be_visible()
    expect(page.locator("del").first).to_be_visible()
    hanne.look()
    page.get_by_label("From").select_option("2")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_text("No difference")).to_be_visible()
    hanne.look()


def test_out_as_yaml_and_in_again(hanne: Visitor, tmp_path: Path) -> None:
    page, kept = hanne.page, tmp_path / "full.yaml"
    hanne.go("/oppsett/maler/full/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Take out as a file (YAML)").click()
    download.value.save_as(kept)
    source = kept.read_text("utf-8")
    bring_in(page, kept.with_name("broken.yaml"), source.replace("kind: yearly", "kind: early"), hanne)
    expect(page.get_by_text("Line 3", exact=True)).to_be_visible()
    hanne.look()
    bring_in(page, kept, source, hanne)
    expect(page).not_to_have_url(f"{hanne.address}/oppsett/maler/ny/")
    made = Guide.objects.get(is_built_in=False)
    assert made.draft.steps.get().content["themes"] == newest_version("full").content["themes"]


def test_retired_and_brought_back_with_the_keyboard(hanne: Visitor) -> None:
    page = hanne.page
    hanne.go("/oppsett/maler/short/")
    press(page, "Retire")
    expect(page.get_by_text("This guide is retired")).to_be_visible()
    hanne.look()
    press(page, "Bring back")
    expect(page.get_by_text("The guide is back.")).to_be_visible()


def test_pasted_and_corrected_with_the_keyboard(hanne: Visitor) -> None:
    page = hanne.page
    press(page, "New guide")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.type("Samtalen vår")
    tab_to(page, "Nothing: I write it here")
    page.keyboard.press("ArrowDown")
    tab_to(page, "The text")
    page.keyboard.insert_text("# Trivsel\n- Hva gir deg energi?\n- Hva tapper deg?")
    press(page, "Go on")
    expect(page.get_by_role("heading", name="See how it was read")).to_be_visible()
    press(page, "Make the guide")
    page.wait_for_url("**/utkast/**")
    assert Guide.objects.filter(is_built_in=False).count() == 1


def publish(hanne: Visitor, *, number: int = 1) -> None:
    """From the draft that is open to the published guide, by the page that tells what it means."""
    page = hanne.page
    page.wait_for_url("**/utkast/**")
    key = page.url.split("/oppsett/maler/")[1].split("/")[0]
    hanne.go(f"/oppsett/maler/{key}/utkast/publiser/")
    hanne.look()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text(f"Version {number} is published.")).to_be_visible()
    hanne.look()


def remove_first_theme(cast: Cast, page: Page) -> None:
    """As the editor does it."""
    page.wait_for_url("**/utkast/**")
    key = Guide.objects.get(is_built_in=False).key

    def change(content: editing.Document) -> editing.Document:
        return editing.without_item(content, f"themes.{content['themes'][0]['key']}")

    change_draft(cast.actor("hanne"), key=key, change=change)


def line_with(page: Page, words: str) -> int:
    """The number of the line that reads so."""
    values: list[str] = page.locator("textarea[name=line_text]").evaluate_all("all => all.map(one => one.value)")
    return values.index(words) + 1


def bring_in(page: Page, path: Path, source: str, hanne: Visitor) -> None:
    """Begin a guide from this file."""
    path.write_text(source, "utf-8")
    hanne.go("/oppsett/maler/ny/")
    page.get_by_label("A file (Word or YAML)").check()
    page.get_by_label("The file").set_input_files(path)
    with hanne.may_be_refused():
        page.get_by_role("button", name="Go on").click()
        page.wait_for_load_state()
