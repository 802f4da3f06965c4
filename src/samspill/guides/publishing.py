"""Storing a document as the next version of its guide."""

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db.models import Max

from samspill.guides.models import Guide, GuideVersion


def store_version(guide: Guide, content: dict[str, Any], *, by_id: UUID | None = None) -> GuideVersion:
    """Store a document as the next version of a guide; the guide's row must be locked or new."""
    highest = guide.versions.aggregate(highest=Max("number"))["highest"] or 0
    return GuideVersion.objects.create(
        guide=guide, number=highest + 1, content=content, content_hash=hash_of(content), published_by_id=by_id
    )


def hash_of(content: dict[str, Any]) -> str:
    """The fingerprint of a guide's content, the same whatever the order of its keys."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
