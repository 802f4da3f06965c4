"""The permission matrix: the nine of the cast × every act × every state, as a document."""

from collections.abc import Iterable

from samspill.archive.policy import ACTS as ARCHIVE_ACTS
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.policy import ACTS as CONVERSATION_ACTS
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.guides.policy import ACTS as GUIDE_ACTS
from samspill.organisation.policy import ACTS as ORGANISATION_ACTS
from samspill.plans.policy import ACTS as PLAN_ACTS
from samspill.rounds.policy import ACTS as ROUND_ACTS
from tests.assessing import make_assessment, make_shared, use_assessments
from tests.cast import Cast
from tests.making import conversation_of, make_round, seen

LETTERS = dict(zip(State, "PISHAUEDXW", strict=True))
PURPOSES = ("retention", "delivery", "following leaders")
ABOUT_CONVERSATIONS = (*CONVERSATION_ACTS, *PLAN_ACTS)
ABOUT_NO_CONVERSATION = (*ROUND_ACTS, *GUIDE_ACTS, *ORGANISATION_ACTS, *ARCHIVE_ACTS)


def render(cast: Cast) -> str:
    """The whole document. Makes a round; Ada's conversation is Leif's, Frida's is held by Vidar for Leif."""
    make_round(cast)
    ada, frida = conversation_of(cast), conversation_of(cast, name="frida")
    use_assessments()
    make_shared(cast, ada)
    make_assessment(cast, frida, leader="vidar")
    Appointment.objects.create(conversation=ada, leader=cast.tor, until_at=clock.now())
    actors = {name: cast.actor(name) for name in cast.names} | {one: Actor.system(one) for one in PURPOSES}
    lines = [
        "# Permissions",
        "",
        "Printed from the policies by `make docs`; a test compares. Who may do what, and in which states.",
        "",
        *(f"- {letter}: {state.value}" for state, letter in LETTERS.items()),
        "",
        "The last columns are the program itself, for one purpose each. A dot is never.",
        "",
        "## Ada's conversation, held by her leader Leif, who has shared an assessment",
        "",
        "Vera leads Leif, Vidar is Leif's delegate for Frida, Tor led Ada before, Hanne is HR, Aksel is administrator.",
        "",
        *_table(ada, actors),
        "",
        "## Frida's conversation, held by Vidar for Leif, with an assessment that is not shared",
        "",
        *_table(frida, actors),
        "",
        "## Acts that concern no single conversation",
        "",
        *_general(actors),
        "",
        "## What the policies say",
        "",
        *(f"- `{act.name}`: {' '.join((act.may.__doc__ or '').split())}" for act in _all_acts()),
        "",
    ]
    return "\n".join(lines)


def _all_acts() -> Iterable[Act]:
    return (*ABOUT_CONVERSATIONS, *ABOUT_NO_CONVERSATION)


def _table(conversation: Conversation, actors: dict[str, Actor]) -> list[str]:
    cells: dict[tuple[str, str], str] = {}
    for state in State:
        Conversation.objects.filter(id=conversation.id).update(state=state)
        for name, actor in actors.items():
            thing = seen(actor, conversation)
            for act in ABOUT_CONVERSATIONS:
                letter = LETTERS[state] if act.may(actor, thing) else ""
                cells[act.name, name] = cells.get((act.name, name), "") + letter
    head = ["act", *(name.capitalize() if name in Cast.__dataclass_fields__ else name for name in actors)]
    rows = [[f"`{act.name}`", *(cells[act.name, name] or "·" for name in actors)] for act in ABOUT_CONVERSATIONS]
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _general(actors: dict[str, Actor]) -> list[str]:
    head = ["act", *(name.capitalize() if name in Cast.__dataclass_fields__ else name for name in actors)]
    rows = [
        [f"`{act.name}`", *("yes" if act.may(actor, None) else "·" for actor in actors.values())]
        for act in ABOUT_NO_CONVERSATION
    ]
    return [_row(head), _row(["---"] * len(head)), *map(_row, rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
