"""Finding a guide or a draft for somebody who is to change it."""

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act, NotFound
from samspill.guides.models import DraftStep, Guide, GuideDraft
from samspill.guides.policy import EDIT_ADDITION, EDIT_GUIDE


def find_guide(key: str, *, is_locked: bool = False) -> Guide:
    """A guide by its key.

    Raises:
        NotFound: there is none.
    """
    guides = Guide.objects.select_for_update() if is_locked else Guide.objects.all()
    found = guides.filter(key=key).first()
    if found is None:
        raise NotFound
    return found


def find_draft(actor: Actor, key: str, *, is_locked: bool = False) -> GuideDraft:
    """The draft of a guide, for somebody who may write in it.

    Raises:
        NotFound: there is none.
        Denied: the actor may not.
    """
    drafts = GuideDraft.objects.select_for_update(of=("self",)) if is_locked else GuideDraft.objects.all()
    draft = drafts.select_related("guide").filter(guide__key=key).first()
    if draft is None:
        raise NotFound
    gate.require(actor, draft.guide, editing_act(draft.guide))
    return draft


def current_step(draft: GuideDraft) -> DraftStep:
    """The step that stands now, with the whole document."""
    return draft.steps.get(number=draft.position)


def editing_act(guide: Guide) -> Act:
    """By which act a guide is changed: additions have more writers than guides."""
    return EDIT_ADDITION if guide.kind == Guide.Kind.ADDITION else EDIT_GUIDE
