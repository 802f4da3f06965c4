"""Publishing a draft as a version that never changes; retiring a guide and bringing it back."""

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Act
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides.checking import check
from samspill.guides.finding import current_step, find_draft, find_guide
from samspill.guides.models import Guide, GuideVersion
from samspill.guides.policy import PUBLISH_ADDITION, PUBLISH_GUIDE, RETIRE_ADDITION, RETIRE_GUIDE
from samspill.guides.publishing import store_version
from samspill.guides.shape import LANGUAGES


def publish(actor: Actor, /, *, key: str) -> GuideVersion:
    """Make the draft the guide's newest version. Conversations and rounds that are under way keep theirs.

    Raises:
        NotFound: there is no draft.
        Unacceptable: something in it must be mended first; ``checking.check`` says what and where.
    """
    with transaction.atomic():
        draft = find_draft(actor, key, is_locked=True)
        guide = find_guide(key, is_locked=True)
        content = current_step(draft).content
        with gate.acting(actor, guide, _publishing(guide), guide=key):
            if any(fault.is_blocking for fault in check(content, languages=LANGUAGES)):
                raise Unacceptable("guide_has_faults", field="draft")
            version = store_version(guide, content, by_id=actor.person_id)
            guide.retired_at = None
            guide.save(update_fields=["retired_at"])
            draft.delete()
    return version


def retire(actor: Actor, /, *, key: str) -> None:
    """Offer a guide no longer; conversations that are built on it keep it."""
    _set_retired(actor, key, is_retired=True)


def bring_back(actor: Actor, /, *, key: str) -> None:
    """Offer a retired guide again."""
    _set_retired(actor, key, is_retired=False)


def _set_retired(actor: Actor, key: str, *, is_retired: bool) -> None:
    with transaction.atomic():
        guide = find_guide(key, is_locked=True)
        act = RETIRE_ADDITION if guide.kind == Guide.Kind.ADDITION else RETIRE_GUIDE
        with gate.acting(actor, guide, act, guide=key, retired=int(is_retired)):
            guide.retired_at = clock.now() if is_retired else None
            guide.save(update_fields=["retired_at"])


def _publishing(guide: Guide) -> Act:
    return PUBLISH_ADDITION if guide.kind == Guide.Kind.ADDITION else PUBLISH_GUIDE
