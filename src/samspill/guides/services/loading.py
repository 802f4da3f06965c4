"""Loading the built-in guides from their YAML."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from samspill.confidentiality.actors import Actor
from samspill.guides.models import Guide, GuideVersion
from samspill.guides.publishing import hash_of
from samspill.guides.yaml_format import read_yaml

FOLDER = files("samspill.guides") / "content"


def load_built_in(actor: Actor, /) -> list[GuideVersion]:
    """Store each built-in guide as a new version where its content is new; the same content changes nothing."""
    documents = {content["key"]: content for content in built_in_documents()}
    with transaction.atomic():
        guides = [Guide(key=key, kind=content["kind"]) for key, content in documents.items()]
        Guide.objects.bulk_create(guides, ignore_conflicts=True)
        return GuideVersion.objects.bulk_create(
            GuideVersion(guide_id=guide_id, number=highest + 1, content=documents[key], content_hash=now)
            for guide_id, key, highest, before in _stored(documents)
            if before != (now := hash_of(documents[key]))
        )


def _stored(keys: Iterable[str]) -> Iterable[tuple[UUID, str, int, str | None]]:
    """The guides with these keys: identifier, key, highest number, and the hash of the newest version as published."""
    published = GuideVersion.objects.filter(guide=OuterRef("pk"), composition="").order_by("-number")
    guides = Guide.objects.filter(key__in=keys).annotate(
        highest=Coalesce(Max("versions__number"), 0), newest_hash=Subquery(published.values("content_hash")[:1])
    )
    return guides.values_list("id", "key", "highest", "newest_hash")


@cache
def built_in_documents() -> tuple[dict[str, Any], ...]:
    """The built-in guides' documents, without the note of which rows of the seeds each item answers to; to be read only."""
    sources = sorted((one for one in FOLDER.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return tuple(read_yaml(source.read_bytes(), language="nb") for source in sources)
