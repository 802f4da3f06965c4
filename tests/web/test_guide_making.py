"""Beginning a guide: from nothing, from pasted text, from Word, from YAML, as a copy; and a file where a draft is."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from docx import Document

from samspill.guides.models import Guide, GuideDraft
from samspill.guides.outline import Source
from samspill.guides.queries import newest_version, read_draft
from samspill.guides.services import drafting
from samspill.guides.shape import CONVERSATION_KINDS
from samspill.guides.yaml_format import read_yaml, write_yaml
from samspill.web.guide_reading_words import REASONS
from tests.cast import Cast
from tests.rooms.guides.test_queries import make_addition, make_copy, write_title
from tests.web.visiting import counting, text_of, visitor

pytestmark = pytest.mark.django_db

ASKED = {"title": "Samtale på Furua", "source": "nothing", "kind": "yearly", "language": "nb"}
PASTED = """# Trivsel
1. Hvordan har du det på jobb?
   > Hva gir deg energi?
2. Hva vil du ha mer av?

# Samarbeid
- Hvordan fungerer samarbeidet i gruppa?
Dato: ________
Underskrift: ________
"""
WRONG = """title: Samtalen
themes:
  - title: Trivsel
    spørsmål: []
  - key: Feil Nøkkel
    title: Samarbeid
"""


@pytest.fixture
def hanne(cast: Cast) -> Client:
    """HR's browser."""
    return visitor(cast, "hanne")


def begin(client: Client, **asked: Any) -> HttpResponse:
    response: HttpResponse = client.post(reverse("guide_new"), {**ASKED, **asked})
    return response


def word_file(*paragraphs: tuple[str, str], name: str = "skjema.docx") -> SimpleUploadedFile:
    document = Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style=style or None)
    stream = io.BytesIO()
    document.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def rows_of(response: HttpResponse) -> dict[str, Any]:
    """What the page for correction would send back untouched."""
    form = response.context["form"]
    return {
        "title": form["title"].value(),
        "kind": form["kind"].value(),
        "language": form["language"].value(),
        "notices": form["notices"].value(),
        "line_kind": [row.kind.value for row in form.rows],
        "line_text": [row.text for row in form.rows],
        "line_source": [row.source for row in form.rows],
    }


def draft_of(cast: Cast, response: HttpResponse) -> dict[str, Any]:
    assert response.status_code == 303
    found = re.fullmatch("/oppsett/maler/([a-z0-9-]+)/utkast/", response.headers["Location"])
    assert found
    return read_draft(cast.actor("hanne"), key=found[1]).content


def asked_in(content: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [
        (theme["title"]["nb"], [question["text"]["nb"] for question in theme["questions"]])
        for theme in content["themes"]
    ]


@pytest.mark.parametrize("kind", CONVERSATION_KINDS)
def test_from_nothing_a_title_is_enough(cast: Cast, hanne: Client, kind: str) -> None:
    content = draft_of(cast, begin(hanne, kind=kind))
    assert (content["kind"], content["title"]) == (kind, {"nb": "Samtale på Furua"})


def test_the_kind_that_one_looked_at_is_chosen(hanne: Client) -> None:
    assert hanne.get(reverse("guide_new"), {"type": "menu"}).context["form"]["kind"].value() == "menu"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "x" * 121, "source": "text", "text": PASTED}, "title"),
        ({"source": "text", "text": " \n"}, "text"),
        ({"source": "file"}, "file"),
        ({"source": "copy"}, "copied"),
        ({"source": "copy", "copied": "none"}, "copied"),
        ({"kind": "addition"}, "kind"),
        ({"source": "file", "file": SimpleUploadedFile("tom.docx", b"")}, "file"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_the_rest_is_kept(
    hanne: Client, asked: dict[str, Any], field: str
) -> None:
    response = begin(hanne, **{"title": "Beholdt", **asked})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in text_of(response)
    assert response.context["form"]["title"].value() == asked.get("title", "Beholdt")
    assert not Guide.objects.filter(is_built_in=False).exists()


def test_pasted_text_is_shown_as_read_and_nothing_is_stored(hanne: Client) -> None:
    response = begin(hanne, source="text", text=PASTED)
    page = text_of(response)
    assert response.status_code == 200
    assert not Guide.objects.filter(is_built_in=False).exists()
    assert "2 themes, 3 questions, 2 lines left out." in re.sub(r"\s+", " ", page)
    assert "A line to sign on." in page
    assert [group.title for group in response.context["form"].groups] == ["Trivsel", "Samarbeid"]


def test_a_heading_left_out_stands_with_what_it_held_together(hanne: Client) -> None:
    text = "# Trivsel\n- Hva gir deg energi?\nForberedelse for leder\n- Hva er du fornøyd med?"
    groups = begin(hanne, source="text", text=text).context["form"].groups
    assert [(group.title, [row.text for row in group.rows]) for group in groups] == [
        ("Trivsel", ["Trivsel", "Hva gir deg energi?"]),
        ("The leader prepares", ["Forberedelse for leder", "Hva er du fornøyd med?"]),
    ]


def test_what_was_read_becomes_the_guide_as_corrected(cast: Cast, hanne: Client) -> None:
    sent = rows_of(begin(hanne, source="text", text=PASTED))
    at = sent["line_text"].index("Hva vil du ha mer av?")
    sent["line_kind"][at] = "employee_point"
    sent["line_text"][0] = "Trivsel og helse"
    content = draft_of(cast, hanne.post(reverse("guide_read"), sent))
    assert asked_in(content) == [
        ("Trivsel og helse", ["Hvordan har du det på jobb?"]),
        ("Samarbeid", ["Hvordan fungerer samarbeidet i gruppa?"]),
    ]
    assert content["themes"][0]["questions"][0]["prompt"] == {"nb": "Hva gir deg energi?"}
    assert [point["text"]["nb"] for point in content["employee_points"]] == ["Hva vil du ha mer av?"]


def test_a_line_that_is_too_long_is_told_there_and_everything_is_kept(cast: Cast, hanne: Client) -> None:
    sent = rows_of(begin(hanne, source="text", text=PASTED))
    sent["line_text"][1] = "Hva " + "nå " * 120
    response = hanne.post(reverse("guide_read"), sent | {"title": ""})
    page = text_of(response)
    assert response.status_code == 422
    assert 'href="#line-2"' in page
    assert 'aria-describedby="line-2-error"' in page
    assert "Give the guide a title." in page
    assert rows_of(response)["line_text"] == sent["line_text"]
    assert not GuideDraft.objects.exists()


def test_a_line_emptied_is_a_line_left_out(cast: Cast, hanne: Client) -> None:
    sent = rows_of(begin(hanne, source="text", text=PASTED))
    sent["line_text"][1] = "  "
    content = draft_of(cast, hanne.post(reverse("guide_read"), sent))
    assert asked_in(content)[0] == ("Trivsel", ["Hva gir deg energi?", "Hva vil du ha mer av?"])


@pytest.mark.parametrize("kind", ["left_out", "title", "nonsense"])
def test_nothing_left_is_told(hanne: Client, kind: str) -> None:
    sent = rows_of(begin(hanne, source="text", text=PASTED))
    response = hanne.post(reverse("guide_read"), sent | {"line_kind": [kind] * len(sent["line_kind"])})
    assert response.status_code == 422
    assert "Every line is left out." in text_of(response)


def test_more_lines_than_a_guide_can_have_are_refused(hanne: Client) -> None:
    sent = rows_of(begin(hanne, source="text", text="# Tema\n" + "".join(f"- Hva nå {n}?\n" for n in range(401))))
    response = hanne.post(reverse("guide_read"), sent)
    assert response.status_code == 422
    assert "A guide can have 400 lines at most." in text_of(response)


def test_a_first_line_above_the_themes_is_the_title(hanne: Client) -> None:
    sent = rows_of(begin(hanne, title="", source="text", text=f"Samtalen i Lyngvik\n\n{PASTED}"))
    assert (sent["title"], sent["line_text"][0]) == ("Samtalen i Lyngvik", "Trivsel")
    asked = rows_of(begin(hanne, title="", source="text", text=f"Hva er viktigst nå?\n\n{PASTED}"))
    assert (asked["title"], asked["line_text"][0]) == ("", "Hva er viktigst nå?")


def test_in_a_menu_points_are_questions(hanne: Client) -> None:
    text = "Forberedelse for leder\n- Hva er du fornøyd med?\n# Trivsel\n- Hva gir deg energi?"
    sent = rows_of(begin(hanne, source="text", text=text, kind="menu"))
    assert sent["line_kind"] == ["left_out", "question", "theme", "question"]


def test_a_menu_has_themes_questions_and_helping_questions_only(cast: Cast, hanne: Client) -> None:
    response = begin(hanne, source="text", text=PASTED, kind="menu")
    assert [kind for kind, _ in response.context["form"].choices] == ["theme", "question", "prompt", "left_out"]
    content = draft_of(cast, hanne.post(reverse("guide_read"), rows_of(response)))
    assert set(content) == {"key", "kind", "title", "summary", "themes"}


@pytest.mark.parametrize("kind", ["yearly", "pay", "end"])
def test_a_word_file_is_read_corrected_and_made(cast: Cast, hanne: Client, kind: str) -> None:
    file = word_file(
        ("Medarbeidersamtale i Lyngvik", "Title"),
        ("Trivsel", "Heading 1"),
        ("Hvordan har du det på jobb?", "List Number"),
        ("Hva vil du lære?", "List Number"),
        ("Samarbeid", "Heading 1"),
        ("Hvordan vil du ha det i gruppa?", "List Bullet"),
        ("Underskrift: ______________", ""),
    )
    response = begin(hanne, title="", source="file", file=file, kind=kind)
    sent = rows_of(response)
    assert sent["title"] == "Medarbeidersamtale i Lyngvik"
    assert "A line to sign on." in text_of(response)
    content = draft_of(cast, hanne.post(reverse("guide_read"), sent))
    assert (content["kind"], content["title"]) == (kind, {"nb": "Medarbeidersamtale i Lyngvik"})
    assert asked_in(content) == [
        ("Trivsel", ["Hvordan har du det på jobb?", "Hva vil du lære?"]),
        ("Samarbeid", ["Hvordan vil du ha det i gruppa?"]),
    ]


def test_what_else_was_in_the_file_is_told(hanne: Client) -> None:
    document = Document()
    document.add_paragraph("Hva gir deg energi?", style="List Number")
    document.sections[0].header.paragraphs[0].text = "Lyngvik kommune"
    stream = io.BytesIO()
    document.save(stream)
    response = begin(hanne, source="file", file=SimpleUploadedFile("skjema.docx", stream.getvalue()))
    assert "The headers and footers of the pages are not read." in text_of(response)
    sent = rows_of(response) | {"title": ""}
    assert "The headers and footers of the pages are not read." in text_of(hanne.post(reverse("guide_read"), sent))


def test_every_reason_is_one_that_there_is() -> None:
    assert set(REASONS) <= {source.value for source in Source}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gammel.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600),
        ("bilde.docx", b"\x89PNG\r\n\x1a\n"),
        ("stor.docx", b"PK\x03\x04" + b"\0" * (5 * 1024 * 1024)),
        ("stor.yaml", b"title: " + b"x" * (5 * 1024 * 1024)),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_at_the_field(hanne: Client, name: str, content: bytes) -> None:
    response = begin(hanne, source="file", file=SimpleUploadedFile(name, content))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]
    assert 'value="Samtale på Furua"' in text_of(response)


@pytest.mark.parametrize("key", ["full", "pay", "end"])
def test_yaml_comes_out_and_in_again_the_same(cast: Cast, hanne: Client, key: str) -> None:
    out = hanne.get(reverse("guide_yaml", kwargs={"key": key}))
    assert out.headers["Content-Disposition"] == f'attachment; filename="{key}-1.yaml"'
    assert out.headers["Content-Type"].startswith("application/yaml")
    content = draft_of(cast, begin(hanne, title="", source="file", file=SimpleUploadedFile("Full.YAML", out.content)))
    assert content | {"key": key} == newest_version(key).content


def test_every_fault_of_a_yaml_file_is_told_with_its_line(hanne: Client) -> None:
    response = begin(hanne, source="file", file=SimpleUploadedFile("feil.yaml", WRONG.encode()))
    page = text_of(response)
    assert response.status_code == 422
    assert [fault.line for fault in response.context["faults"]] == [4, 5]
    assert "Line 4" in page
    assert "feil.yaml cannot be read as a guide." in page
    assert not Guide.objects.filter(is_built_in=False).exists()


def test_yaml_takes_the_place_of_a_draft_and_undo_brings_it_back(cast: Cast, hanne: Client) -> None:
    key = make_copy(cast)
    drafting.begin_draft(cast.actor("hanne"), key=key)
    write_title(cast, key, "Under arbeid")
    source = write_yaml(newest_version("short").content)
    address = reverse("draft_replace", kwargs={"key": key})
    response = hanne.post(address, {"file": SimpleUploadedFile("kort.yaml", source.encode())})
    content = draft_of(cast, response)
    assert (content["key"], content["themes"]) == (key, read_yaml(source, language="nb")["themes"])
    drafting.undo(cast.actor("hanne"), key=key)
    assert read_draft(cast.actor("hanne"), key=key).content["title"]["nb"] == "Under arbeid"


def test_yaml_begins_the_draft_where_there_is_none(cast: Cast, hanne: Client) -> None:
    key = make_copy(cast)
    source = write_yaml(newest_version("short").content).encode()
    address = reverse("draft_replace", kwargs={"key": key})
    assert text_of(hanne.get(address)).count("<form") >= 1
    assert not GuideDraft.objects.exists()
    hanne.post(address, {"file": SimpleUploadedFile("kort.yaml", source)})
    assert GuideDraft.objects.get().guide.key == key


@pytest.mark.parametrize("name", ["feil.yaml", "meny.yaml", "tom.yaml"])
def test_a_file_that_does_not_fit_leaves_the_draft_alone(cast: Cast, hanne: Client, name: str) -> None:
    key = make_copy(cast, is_published=False)
    before = read_draft(cast.actor("hanne"), key=key).content
    sources = {"feil.yaml": WRONG.encode(), "meny.yaml": write_yaml(newest_version("menu").content).encode()}
    file = SimpleUploadedFile(name, sources.get(name, b""))
    response = hanne.post(reverse("draft_replace", kwargs={"key": key}), {"file": file})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["file"]
    assert read_draft(cast.actor("hanne"), key=key).content == before


def test_an_addition_is_not_begun_here(cast: Cast, hanne: Client) -> None:
    source = hanne.get(reverse("guide_yaml", kwargs={"key": make_addition(cast)})).content
    response = begin(hanne, source="file", file=SimpleUploadedFile("tillegg.yaml", source))
    assert response.status_code == 422
    assert "The file holds an addition." in text_of(response)


def test_built_in_guides_are_never_replaced(hanne: Client) -> None:
    assert hanne.get(reverse("draft_replace", kwargs={"key": "full"})).status_code == 404


def test_a_copy_under_a_title_of_its_own(cast: Cast, hanne: Client) -> None:
    address = reverse("guide_copy", kwargs={"key": "full"})
    assert hanne.get(address, {"sprak": "nb"}).context["form"]["title"].value().endswith(" – copy")
    assert hanne.post(address, {"title": " "}).status_code == 422
    content = draft_of(cast, hanne.post(address, {"title": "Vår egen"}))
    assert content["title"]["nb"] == "Vår egen"
    assert content["themes"] == newest_version("full").content["themes"]
    also = draft_of(cast, begin(hanne, source="copy", copied="menu"))
    assert also["kind"] == "menu"


def test_a_draft_is_taken_out_by_those_who_write_it(cast: Cast, hanne: Client) -> None:
    key = make_copy(cast, is_published=False)
    response = hanne.get(reverse("guide_yaml", kwargs={"key": key}), {"utkast": "1"})
    assert response.headers["Content-Disposition"] == f'attachment; filename="{key}-draft.yaml"'
    assert read_yaml(response.content, language="nb")["title"]["nb"] == "Vår mal"


def test_what_was_pasted_is_text(hanne: Client) -> None:
    page = text_of(begin(hanne, source="text", text="# <b>Tema</b>\n- Hva <script>nå</script>?"))
    assert "<b>Tema</b>" not in page
    assert "&lt;script&gt;" in page


def test_a_form_without_its_token_makes_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hanne)
    assert client.post(reverse("guide_new"), ASKED).status_code == 403
    assert client.post(reverse("guide_read"), {"title": "x"}).status_code == 403


def test_reading_costs_the_same_however_many_lines(hanne: Client) -> None:
    costs = []
    for lines in (3, 300):
        text = "# Tema\n" + "".join(f"- Hva nå {number}?\n" for number in range(lines))
        with counting() as cost:
            begin(hanne, source="text", text=text)
        costs.append(cost.count)
    assert costs == [6, 6]


def test_asking_for_the_correction_page_leads_to_the_beginning(hanne: Client) -> None:
    assert hanne.get(reverse("guide_read")).headers["Location"] == reverse("guide_new")
