"""Publishing, retiring and bringing back: a published version never changes, and what runs keeps its own."""

import pytest
from tests.cast import Cast
from tests.making import conversation_of, make_round
from tests.rooms.guides.test_queries import make_copy, write_title

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.confidentiality.models import AccessEvent
from samspill.foundation.errors import Unacceptable
from samspill.guides.models import Guide, GuideDraft, GuideVersion
from samspill.guides.queries import read_edition, read_guide
from samspill.guides.services import drafting, publishing

pytestmark = pytest.mark.django_db


def test_a_draft_becomes_the_next_version_and_is_gone(cast: Cast) -> None:
    key, hanne = make_copy(cast), cast.actor("hanne")
    drafting.begin_draft(hanne, key=key)
    write_title(cast, key, "Andre utgave")
    assert publishing.publish(hanne, key=key).number == 2
    assert not GuideDraft.objects.filter(guide__key=key).exists()
    assert read_edition(hanne, key=key).content["title"]["nb"] == "Andre utgave"
    assert read_edition(hanne, key=key, number=1).content["title"]["nb"] == "Vår mal"


def test_conversations_under_way_keep_their_version(cast: Cast) -> None:
    key, hanne = make_copy(cast), cast.actor("hanne")
    make_round(cast, guide_key=key)
    before = conversation_of(cast).guide_version_id
    drafting.begin_draft(hanne, key=key)
    write_title(cast, key, "Andre utgave")
    publishing.publish(hanne, key=key)
    publishing.retire(hanne, key=key)
    assert conversation_of(cast).guide_version_id == before
    assert read_guide(before, "nb").title == "Vår mal"


def test_a_version_cannot_be_changed_or_deleted(cast: Cast) -> None:
    version = GuideVersion.objects.get(guide__key=make_copy(cast))
    version.content = {}
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()


def test_what_has_faults_is_not_published(cast: Cast) -> None:
    hanne = cast.actor("hanne")
    guide = drafting.begin_guide(hanne, kind="yearly", title="Tom")
    with pytest.raises(Unacceptable) as refused:
        publishing.publish(hanne, key=guide.key)
    assert refused.value.code == "guide_has_faults"
    assert GuideDraft.objects.filter(guide=guide).exists()
    assert not guide.versions.exists()


def test_without_a_draft_there_is_nothing_to_publish(cast: Cast) -> None:
    with pytest.raises(NotFound):
        publishing.publish(cast.actor("hanne"), key=make_copy(cast))


@pytest.mark.parametrize("name", ["ada", "leif", "aksel"])
def test_only_hr_publishes_and_retires_guides(cast: Cast, name: str) -> None:
    actor, key = cast.actor(name), make_copy(cast, is_published=False)
    for act in (publishing.publish, publishing.retire, publishing.bring_back, drafting.discard_draft):
        with pytest.raises(Denied):
            act(actor, key=key)
    assert GuideDraft.objects.filter(guide__key=key).exists()


def test_retired_and_brought_back(cast: Cast) -> None:
    key, hanne = make_copy(cast), cast.actor("hanne")
    publishing.retire(hanne, key=key)
    assert Guide.objects.get(key=key).retired_at is not None
    publishing.bring_back(hanne, key=key)
    assert Guide.objects.get(key=key).retired_at is None


def test_publishing_a_retired_guide_brings_it_back(cast: Cast) -> None:
    key, hanne = make_copy(cast), cast.actor("hanne")
    publishing.retire(hanne, key=key)
    drafting.begin_draft(hanne, key=key)
    publishing.publish(hanne, key=key)
    assert Guide.objects.get(key=key).retired_at is None


def test_each_act_stands_in_the_log_with_the_guides_key(cast: Cast) -> None:
    key, hanne = make_copy(cast), cast.actor("hanne")
    publishing.retire(hanne, key=key)
    publishing.bring_back(hanne, key=key)
    events = AccessEvent.objects.filter(actor_id=cast.hanne.id).order_by("seq")
    acts = [event.act for event in events if event.act.endswith("_guide")]
    assert acts == ["publish_guide", "retire_guide", "retire_guide"]


def test_discarding_leaves_a_guide_that_was_published(cast: Cast) -> None:
    hanne, published, unpublished = cast.actor("hanne"), make_copy(cast), make_copy(cast, is_published=False)
    drafting.begin_draft(hanne, key=published)
    assert drafting.discard_draft(hanne, key=published)
    assert not drafting.discard_draft(hanne, key=unpublished)
    assert set(Guide.objects.filter(is_built_in=False).values_list("key", flat=True)) == {published}
