"""The document of a plan before and after both have confirmed it: what it says is what will be filed."""

from datetime import timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from tests.cast import Cast
from tests.making import make_held, make_round
from tests.rooms.documents.reading import squeezed, text_of

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.plans.queries import read_agreement, read_draft_copy
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action

pytestmark = pytest.mark.django_db
REMARK = "Jeg hadde ønsket meg tre dager."
IS_DRAFT = "Until both have confirmed it, this is a draft."


@pytest.fixture
def confirmed_by_ada(cast: Cast) -> Conversation:
    """Held, and confirmed by Ada with a remark."""
    make_round(cast)
    conversation, ada = make_held(cast), cast.actor("ada")
    seen_hash = read_agreement(ada, conversation_id=conversation.id).text_hash
    confirm_plan(ada, conversation_id=conversation.id, seen_hash=seen_hash, remark=REMARK)
    return conversation


def draft_of(cast: Cast, conversation: Conversation, *, is_for_signing: bool = False) -> str:
    """The words of the draft that Leif reads."""
    leif = cast.actor("leif")
    return text_of(read_draft_copy(leif, conversation_id=conversation.id, is_for_signing=is_for_signing))


def says(document: str, words: str) -> bool:
    """Whether the document says it, in the language of the conversation."""
    with translation.override("nb"):
        return squeezed(gettext(words)) in document


def test_a_draft_has_what_one_of_the_two_has_confirmed_and_remarked(cast: Cast, confirmed_by_ada: Conversation) -> None:
    draft = draft_of(cast, confirmed_by_ada)
    assert squeezed(REMARK) in draft
    assert says(draft, "Confirmed the text")
    assert says(draft, IS_DRAFT)


def test_a_change_takes_the_confirmation_and_the_remark_out_of_the_draft(
    cast: Cast, confirmed_by_ada: Conversation
) -> None:
    action = ActionDraft("Noe nytt", "leader", clock.today() + timedelta(days=9))
    add_action(cast.actor("leif"), conversation_id=confirmed_by_ada.id, draft=action)
    draft = draft_of(cast, confirmed_by_ada)
    assert squeezed("Noe nytt") in draft
    assert squeezed(REMARK) not in draft
    assert not says(draft, "Confirmed the text")


def test_a_confirmation_of_another_text_is_not_in_the_draft(cast: Cast, confirmed_by_ada: Conversation) -> None:
    Person.objects.filter(id=cast.leif.id).update(family_name="Haugen Berg")
    draft = draft_of(cast, confirmed_by_ada)
    assert squeezed("Leif Haugen Berg") in draft
    assert squeezed(REMARK) not in draft


def test_the_sheet_to_sign_by_hand_has_nothing_that_was_confirmed_here(
    cast: Cast, confirmed_by_ada: Conversation
) -> None:
    sheet = draft_of(cast, confirmed_by_ada, is_for_signing=True)
    assert squeezed(REMARK) not in sheet
    assert not says(sheet, "Confirmed the text")
