"""Acts on guides: loading the built-in ones from their YAML."""

import hashlib
import json
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction

from samspill.confidentiality.actors import Actor
from samspill.guides.models import Guide, GuideVersion
from samspill.guides.texts import guide_in, menu_in

BUILT_IN = {"full": Guide.Kind.YEARLY, "short": Guide.Kind.YEARLY, "menu": Guide.Kind.MENU}


def load_built_in(actor: Actor, /) -> list[GuideVersion]:
    """Store each built-in guide as a new version where its content is new; the same content changes nothing."""
    with transaction.atomic():
        made = [_load(key, kind) for key, kind in BUILT_IN.items()]
    return [version for version in made if version is not None]


def _load(key: str, kind: Guide.Kind) -> GuideVersion | None:
    content = yaml.safe_load(files("samspill.guides").joinpath("content", f"{key}.yaml").read_text("utf-8"))
    (menu_in if kind is Guide.Kind.MENU else guide_in)(content, "nb")
    fingerprint = hash_of(content)
    guide, _ = Guide.objects.get_or_create(key=key, defaults={"kind": kind})
    newest = guide.versions.order_by("-number").first()
    if newest is not None and newest.content_hash == fingerprint:
        return None
    number = newest.number + 1 if newest else 1
    return GuideVersion.objects.create(guide=guide, number=number, content=content, content_hash=fingerprint)


def hash_of(content: dict[str, Any]) -> str:
    """The fingerprint of a guide's content, the same whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
