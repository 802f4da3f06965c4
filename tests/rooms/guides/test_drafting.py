"""Writing a draft: who may, compare-and-swap, what undo takes back, and a whole form at once."""

from datetime import timedelta

import pytest
from tests.cast import Cast

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.foundation.errors import Unacceptable
from samspill.guides import editing
from samspill.guides.editing import fingerprint
from samspill.guides.models import DraftStep, Guide
from samspill.guides.queries import read_draft
from samspill.guides.services import drafting
from samspill.guides.services.drafting import TextChanged
from samspill.guides.services.filling import Filled, SettingDraft, TextDraft, fill_in
from samspill.organisation.models import Unit

pytestmark = pytest.mark.django_db
QUESTION = "themes.theme.questions.question.text"
PROMPT = "themes.theme.questions.question.prompt"


@pytest.fixture
def key(cast: Cast) -> str:
    """A guide that Hanne has begun from nothing."""
    return drafting.begin_guide(cast.actor("hanne"), kind="yearly", title="Vår egen mal").key


def write(cast: Cast, key: str, text: str, *, seen: int | None = None, path: str = QUESTION) -> int:
    return drafting.write_text(cast.actor("hanne"), key=key, path=path, language="nb", text=text, seen=seen)


def standing(cast: Cast, key: str, path: str = QUESTION) -> str:
    return editing.text_at(read_draft(cast.actor("hanne"), key=key).content, path, "nb")


def fill(cast: Cast, key: str, *texts: TextDraft, settings: tuple[SettingDraft, ...] = ()) -> Filled:
    return fill_in(cast.actor("hanne"), key=key, texts=texts, settings=settings)


def let_time_pass(**length: int) -> None:
    for step in DraftStep.objects.all():
        step.made_at -= timedelta(**length)
        step.save(update_fields=["made_at"])


def test_a_text_is_stored_only_on_what_its_writer_saw(cast: Cast, key: str) -> None:
    seen = write(cast, key, "Hva er viktig?", seen=fingerprint(""))
    assert write(cast, key, "Hva er viktigst?", seen=seen) == fingerprint("Hva er viktigst?")
    with pytest.raises(TextChanged) as changed:
        write(cast, key, "Noe annet", seen=seen)
    assert changed.value.text == "Hva er viktigst?"
    assert standing(cast, key) == "Hva er viktigst?"


def test_writing_on_in_one_place_is_one_step(cast: Cast, key: str) -> None:
    for text in ("Hva", "Hva er", "Hva er viktig?"):
        write(cast, key, text)
    write(cast, key, "Tenk på i går.", path=PROMPT)
    hanne = cast.actor("hanne")
    assert drafting.undo(hanne, key=key)
    assert (standing(cast, key), standing(cast, key, PROMPT)) == ("Hva er viktig?", "")
    assert drafting.undo(hanne, key=key)
    assert standing(cast, key) == ""
    assert not drafting.undo(hanne, key=key)


def test_after_a_pause_writing_on_is_a_step_of_its_own(cast: Cast, key: str) -> None:
    write(cast, key, "Hva er viktig?")
    let_time_pass(minutes=2)
    write(cast, key, "Hva er viktigst?")
    drafting.undo(cast.actor("hanne"), key=key)
    assert standing(cast, key) == "Hva er viktig?"


def test_what_was_taken_back_is_done_again_until_something_new_is_written(cast: Cast, key: str) -> None:
    hanne = cast.actor("hanne")
    write(cast, key, "Hva er viktig?")
    drafting.undo(hanne, key=key)
    assert drafting.redo(hanne, key=key)
    assert standing(cast, key) == "Hva er viktig?"
    drafting.undo(hanne, key=key)
    write(cast, key, "Noe nytt")
    assert not drafting.redo(hanne, key=key)
    assert not read_draft(hanne, key=key).can_redo


def test_undo_reaches_a_hundred_steps_back(cast: Cast, key: str) -> None:
    for number in range(drafting.MOST_STEPS + 5):
        write(cast, key, f"Nummer {number}", path=QUESTION if number % 2 else PROMPT)
    back = 0
    while drafting.undo(cast.actor("hanne"), key=key):
        back += 1
    assert back == drafting.MOST_STEPS


def test_what_changes_nothing_is_no_step(cast: Cast, key: str) -> None:
    drafting.change_draft(cast.actor("hanne"), key=key, change=lambda content: content)
    assert not read_draft(cast.actor("hanne"), key=key).can_undo


@pytest.mark.parametrize("name", ["ada", "leif", "vera", "aksel"])
def test_only_hr_writes_guides(cast: Cast, key: str, name: str) -> None:
    actor = cast.actor(name)
    with pytest.raises(Denied):
        drafting.write_text(actor, key=key, path=QUESTION, language="nb", text="x", seen=None)
    with pytest.raises(Denied):
        fill_in(actor, key=key, texts=[TextDraft(QUESTION, "nb", "x", 0)])
    for act in (drafting.undo, drafting.redo, drafting.discard_draft):
        with pytest.raises(Denied):
            act(actor, key=key)
    assert standing(cast, key) == ""


def test_a_units_leader_writes_the_units_addition(cast: Cast) -> None:
    unit = Unit.objects.get(code="1100")
    addition = drafting.begin_guide(cast.actor("leif"), kind="addition", title="Furua", unit_id=unit.id)
    drafting.write_text(cast.actor("vera"), key=addition.key, path="title", language="nn", text="Furua", seen=0)
    with pytest.raises(Denied):
        drafting.write_text(cast.actor("tor"), key=addition.key, path="title", language="nn", text="x", seen=None)


def test_built_in_guides_have_no_draft(cast: Cast) -> None:
    with pytest.raises(NotFound):
        drafting.begin_draft(cast.actor("hanne"), key="full")


@pytest.mark.parametrize(("kind", "title"), [("yearly", " "), ("yearly", "a" * 121), ("weekly", "Ukesamtale")])
def test_a_guide_needs_a_title_and_a_kind(cast: Cast, kind: str, title: str) -> None:
    with pytest.raises(Unacceptable):
        drafting.begin_guide(cast.actor("hanne"), kind=kind, title=title)
    assert not Guide.objects.filter(is_built_in=False).exists()


def test_a_whole_form_is_one_step(cast: Cast, key: str) -> None:
    filled = fill(
        cast, key, TextDraft(QUESTION, "nb", "Hva er viktig?", 0), TextDraft(PROMPT, "nb", "Tenk på i går.", 0),
        settings=(SettingDraft("themes.theme", "focus_ahead", is_on=True),),
    )  # fmt: skip
    assert filled.is_whole
    drafting.undo(cast.actor("hanne"), key=key)
    assert (standing(cast, key), standing(cast, key, PROMPT)) == ("", "")


def test_a_form_leaves_alone_what_its_writer_did_not_change(cast: Cast, key: str) -> None:
    write(cast, key, "Skrevet av en annen")
    filled = fill(cast, key, TextDraft(QUESTION, "nb", "", 0), TextDraft(PROMPT, "nb", "Min", 0))
    assert filled.is_whole
    assert (standing(cast, key), standing(cast, key, PROMPT)) == ("Skrevet av en annen", "Min")


def test_a_form_that_meets_another_text_keeps_both(cast: Cast, key: str) -> None:
    write(cast, key, "Skrevet av en annen")
    filled = fill(cast, key, TextDraft(QUESTION, "nb", "Min", 0), TextDraft(PROMPT, "nb", "Min", 0))
    assert filled.clashes == {f"{QUESTION}@nb": "Skrevet av en annen"}
    assert (standing(cast, key), standing(cast, key, PROMPT)) == ("Skrevet av en annen", "Min")


def test_the_same_text_from_two_is_no_clash(cast: Cast, key: str) -> None:
    write(cast, key, "Det samme")
    assert fill(cast, key, TextDraft(QUESTION, "nb", "Det samme", 0)).is_whole


def test_what_is_too_long_is_told_and_the_rest_stored(cast: Cast, key: str) -> None:
    filled = fill(cast, key, TextDraft(QUESTION, "nb", "a" * 301, 0), TextDraft(PROMPT, "nb", "Min", 0))
    assert filled.faults[f"{QUESTION}@nb"].facts == {"most": 300}
    assert standing(cast, key, PROMPT) == "Min"


def test_what_was_written_in_a_removed_place_is_told(cast: Cast, key: str) -> None:
    def remove(content: editing.Document) -> editing.Document:
        return editing.without_item(content, QUESTION.removesuffix(".text"))

    drafting.change_draft(cast.actor("hanne"), key=key, change=remove)
    setting = SettingDraft(QUESTION.removesuffix(".text"), "optional", is_on=True)
    assert fill(cast, key, TextDraft(QUESTION, "nb", "Min", 0), settings=(setting,)).gone == [f"{QUESTION}@nb"]


def test_choices_are_set_one_by_one(cast: Cast, key: str) -> None:
    for choice, is_on in (("values", True), ("goals", True), ("values", False)):
        fill(cast, key, settings=(SettingDraft("themes.theme", "shows", is_on=is_on, choice=choice),))
    assert read_draft(cast.actor("hanne"), key=key).content["themes"][0]["shows"] == ["goals"]
