"""Loading the built-in guides from their YAML."""

from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from samspill.confidentiality.actors import Actor
from samspill.guides.models import Guide, GuideVersion
from samspill.guides.publishing import hash_of, store_version
from samspill.guides.yaml_format import read_yaml

FOLDER = files("samspill.guides") / "content"


def load_built_in(actor: Actor, /) -> list[GuideVersion]:
    """Store each built-in guide as a new version where its content is new; the same content changes nothing."""
    with transaction.atomic():
        made = [_load(content) for content in built_in_documents()]
    return [version for version in made if version is not None]


@cache
def built_in_documents() -> tuple[dict[str, Any], ...]:
    """The built-in guides' documents, without the note of which rows of the seeds each item answers to; to be read only."""
    sources = sorted((one for one in FOLDER.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return tuple(read_yaml(source.read_bytes(), language="nb") for source in sources)


def _load(content: dict[str, Any]) -> GuideVersion | None:
    guide, _ = Guide.objects.get_or_create(key=content["key"], defaults={"kind": content["kind"]})
    newest = guide.versions.filter(composition="").order_by("-number").first()
    if newest is not None and newest.content_hash == hash_of(content):
        return None
    return store_version(guide, content)
