"""Every stored field says what it is and how long it is kept; words of the two are stored sealed or not at all."""

from collections.abc import Iterator

from django.db import models
from django.test.utils import isolate_apps

from samspill.confidentiality.privacy import (
    check_every_field_is_declared,
    declare,
    declared_models,
)

SEALED_ROOMS = ("conversations", "plans")
LONGEST_PLAIN_TEXT = 200


def test_every_field_has_a_privacy_class_and_a_rule() -> None:
    assert [error.msg for error in check_every_field_is_declared(None)] == []


def undeclared(model: type[models.Model]) -> set[str]:
    """The stored fields of a model that PRIVACY does not name."""
    return {field.name for field in model._meta.concrete_fields} - set(getattr(model, "PRIVACY", {}))


@isolate_apps("samspill.plans")
def test_a_field_without_a_class_is_seen() -> None:
    class Wish(models.Model):
        text = models.TextField()
        made_at = models.DateTimeField()

        PRIVACY = declare("agreement", fact="id made_at")

        class Meta:
            app_label = "plans"

    assert undeclared(Wish) == {"text"}


def test_the_check_names_the_undeclared_field() -> None:
    model = next(iter(declared_models()))
    declared = dict(model.PRIVACY)  # type: ignore[attr-defined]
    name, privacy = declared.popitem()
    model.PRIVACY = declared  # type: ignore[attr-defined]
    try:
        said = [error.msg for error in check_every_field_is_declared(None)]
    finally:
        model.PRIVACY = declared | {name: privacy}  # type: ignore[attr-defined]
    assert said == [f"{model._meta.label}.{name} has no privacy class."]


def roomy_fields(model: type[models.Model]) -> Iterator[str]:
    """Yield the plain fields in which a sentence would fit."""
    for field in model._meta.concrete_fields:
        is_long = (
            isinstance(field, models.CharField) and (field.max_length or LONGEST_PLAIN_TEXT + 1) > LONGEST_PLAIN_TEXT
        )
        if isinstance(field, models.TextField | models.JSONField) or is_long:
            yield f"{model.__name__}.{field.name}"


def models_of_sealed_rooms() -> list[type[models.Model]]:
    return [model for model in declared_models() if model._meta.app_label in SEALED_ROOMS]


def test_sealed_rooms_have_no_place_for_plain_words() -> None:
    assert len(models_of_sealed_rooms()) > 5
    assert [field for model in models_of_sealed_rooms() for field in roomy_fields(model)] == []


@isolate_apps("samspill.plans")
def test_a_place_for_plain_words_is_seen() -> None:
    class Note(models.Model):
        text = models.TextField()
        facts = models.JSONField()
        place = models.CharField(max_length=120)

        class Meta:
            app_label = "plans"

    assert list(roomy_fields(Note)) == ["Note.text", "Note.facts"]


def ways_back(model: type[models.Model]) -> Iterator[str]:
    """Yield the foreign keys between a sealed room and another by which one could walk around the room's queries."""
    for field in model._meta.concrete_fields:
        other = field.related_model
        if not isinstance(other, type) or other._meta.app_label == model._meta.app_label:
            continue
        is_about_sealed = {other._meta.app_label, model._meta.app_label} & set(SEALED_ROOMS)
        if is_about_sealed and not field.remote_field.hidden:
            yield f"{model.__name__}.{field.name}"


def test_no_relation_leads_back_into_a_sealed_room() -> None:
    assert [field for model in declared_models() for field in ways_back(model)] == []


@isolate_apps("samspill.plans", "samspill.people")
def test_a_way_back_is_seen() -> None:
    class Owner(models.Model):
        class Meta:
            app_label = "people"

    class Wish(models.Model):
        owner = models.ForeignKey(Owner, on_delete=models.CASCADE)
        hidden = models.ForeignKey(Owner, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "plans"

    assert list(ways_back(Wish)) == ["Wish.owner"]
