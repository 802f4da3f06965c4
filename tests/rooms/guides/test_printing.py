"""Guides as they are kept, printed: what stands in a version stands on its paper."""

import pytest
from tests.cast import Cast
from tests.rooms.documents.reading import failures, lines_to_write_on, squeezed, tags, text_of

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.guides.printing import print_draft, print_edition
from samspill.guides.queries import read_edition
from samspill.guides.services.drafting import begin_guide, copy_guide
from samspill.guides.shape import items
from samspill.guides.texts import in_language
from samspill.organisation.models import Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["full", "goals", "short", "follow-up", "start", "senior", "pay", "end", "menu"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_text_of_a_built_in_guide_stands_on_its_paper(cast: Cast, key: str, language: str) -> None:
    document = print_edition(cast.actor("ada"), key=key, number=None, reader="both", language=language)

    text, content = text_of(document), read_edition(cast.actor("ada"), key=key).content
    names = ("title", "aim", "text", "prompt", "private_hint", "leader_advice")
    said = [in_language(one.get(name), language) for _, _, one in items(content) for name in names]
    assert [words for words in said if squeezed(words) not in text] == []
    assert failures(document, "ua1") == failures(document, "2a") == []


def test_a_whole_guide_has_room_to_write_for_each_question(cast: Cast) -> None:
    document = print_edition(cast.actor("ada"), key="full", number=None, reader="both", language="nb")

    content = read_edition(cast.actor("ada"), key="full").content
    questions = [one for path, _, one in items(content) if ".questions." in path]
    points = [*content["employee_points"], *content["leader_points"]]
    rows_of_tables = tags(document)["/TR"] + tags(document)["/Table"]
    wanted = 2 * len(questions) + 3 * len(points) + 2 * len(content["evaluation"])
    assert lines_to_write_on(document) - rows_of_tables == wanted


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        print_edition(cast.actor("ada"), key="full", number=99, reader="both", language="nb")


@pytest.mark.parametrize("kind", ["yearly", "menu"])
def test_a_draft_with_nothing_in_it_yet_can_be_printed(cast: Cast, kind: str) -> None:
    hanne = cast.actor("hanne")
    key = begin_guide(hanne, kind=kind, title="Tom").key

    document = print_draft(hanne, key=key, reader="both", language="nb")

    assert "Tom" in text_of(document)
    assert failures(document, "ua1") == []


def test_an_addition_is_printed_alone(cast: Cast) -> None:
    furua = Unit.objects.get(code="1100")
    key = begin_guide(cast.actor("leif"), kind="addition", title="Natt", unit_id=furua.id).key

    assert "Natt" in text_of(print_draft(cast.actor("leif"), key=key, reader="both", language="nb"))


def test_a_draft_is_for_those_who_write_in_it(cast: Cast) -> None:
    key = copy_guide(cast.actor("hanne"), key="full", title="Vår mal").key

    with pytest.raises((Denied, NotFound)):
        print_draft(cast.actor("leif"), key=key, reader="both", language="nb")
