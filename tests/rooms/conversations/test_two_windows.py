"""Two who write in the same field at once, in two windows or as two persons: every letter of both is there at the end."""

from collections.abc import Callable
from functools import partial

import pytest
from tests.cast import Cast
from tests.making import make_invited, make_round, make_started
from tests.rooms.plans.test_races import together

from samspill.confidentiality import access_log, gate
from samspill.conversations.queries import read_preparation
from samspill.conversations.services.preparing import save_point
from samspill.plans.room import read_room
from samspill.plans.services.drafting import save_focus

pytestmark = pytest.mark.django_db(transaction=True)

POINT, THEME = "theme:career", "competence"
FIRST_LETTERS = (0x4E00, 0x5E00)  # where the two writers' alphabets begin: a letter of its own for each edit
EDITS = [100, pytest.param(1_000, marks=pytest.mark.soak)]
Save = Callable[..., int]


def _write(save: Save, first_letter: int, letters: int) -> int:
    """Add letters one by one to what one's own window shows; shown what the other has written, keep both.

    Returns:
        How often the other came first.
    """
    text, revision, meetings = "", 0, 0
    for number in range(letters):
        while True:
            wanted = text + chr(first_letter + number)
            try:
                revision = save(text=wanted, revision=revision)
            except gate.Conflict as conflict:
                if (standing := conflict.current) is None:
                    raise
                text, revision = standing.text, standing.revision
                meetings += 1
                continue
            text = wanted
            break
    return meetings


def _write_together(first: Save, second: Save, edits: int) -> tuple[set[str], int]:
    """What was written in all, and how often one met the other's text."""
    half = edits // 2
    acts = [partial(_write, save, letter, half) for save, letter in zip((first, second), FIRST_LETTERS, strict=True)]
    met = sum(int(str(one)) for one in together(*acts))
    return {chr(letter + number) for letter in FIRST_LETTERS for number in range(half)}, met


@pytest.mark.parametrize("edits", EDITS)
def test_two_windows_of_one_who_prepares(cast: Cast, edits: int) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    ada = cast.actor("ada")
    save = partial(save_point, ada, conversation_id=conversation.id, point=POINT)
    written, meetings = _write_together(save, save, edits)
    text = read_preparation(ada, conversation_id=conversation.id)
    kept = next(one for one in (*text.points, *text.themes) if one.name == POINT)
    assert (set(kept.text), len(kept.text), kept.revision) == (written, edits, edits)
    assert meetings > 0
    assert access_log.verify() is None


@pytest.mark.parametrize("edits", EDITS)
def test_two_persons_in_the_room(cast: Cast, edits: int) -> None:
    make_round(cast)
    conversation = make_started(cast)
    ada, leif = (
        partial(save_focus, cast.actor(name), conversation_id=conversation.id, theme=THEME) for name in ("ada", "leif")
    )
    written, meetings = _write_together(ada, leif, edits)
    kept = read_room(cast.actor("leif"), conversation_id=conversation.id).live[f"focus:{THEME}"]
    assert (set(kept.value), len(kept.value), kept.revision) == (written, edits, edits)
    assert meetings > 0
    assert access_log.verify() is None
