"""What each stored field is, and how long it is kept: declared beside the model, complete by check.

Each model carries ``PRIVACY = declare(rule, …)``. A field that is not listed fails ``manage.py check``; so does a
plain text field in the class "sealed". Libraries' tables are declared in ``LIBRARIES`` by application.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error
from django.db.models import Model


class PrivacyClass(StrEnum):
    """What kind of information a field holds."""

    SEALED = "sealed"
    PERSONAL = "personal"
    FACT = "fact"
    PUBLIC = "public"
    SECRET = "secret"


RETENTION_RULES = {
    "installation": "As long as the installation lives.",
    "employment": "One year after the last employment ended.",
    "preparation": "Until the archive's receipt (or the confirmation, where nothing is archived); "
    "at the latest 30 days after the conversation was held or called off.",
    "agreement": "Until one year after the next agreed plan, five years at the most; of a pay conversation one year, and "
    "of a leaving conversation half a year, after it was held.",
    "assessment": "One year after it was shared; one that is never shared, 30 days after it was begun and the "
    "conversation was held or called off.",
    "conversation": "Five years: that a conversation was held is documentation of the working environment.",
    "log": "Five years.",
    "notice": "30 days after it was sent.",
    "import": "30 days after it was applied.",
    "sign_in": "Until used or expired; sessions ten hours at the most.",
    "work": "A week after the work was done.",
}

LIBRARIES = {
    "account": "sign_in",
    "auth": "installation",
    "contenttypes": "installation",
    "django_tasks_db": "work",
    "django_tasks_database": "work",
    "mfa": "employment",
    "sessions": "sign_in",
}


@dataclass(frozen=True, slots=True)
class FieldPrivacy:
    """One field's class and the name of its retention rule."""

    privacy_class: PrivacyClass
    rule: str


def declare(
    rule: str, *, sealed: str = "", personal: str = "", fact: str = "", public: str = "", secret: str = ""
) -> dict[str, FieldPrivacy]:
    """Declare a model's fields by class, each as names parted by spaces, under one retention rule.

    Args:
        rule: a name in ``RETENTION_RULES``.
        sealed: ciphertext, opened by the gate only.
        personal: names, addresses and other plain information about a person.
        fact: states, dates, counts, codes and references.
        public: texts that everybody may read.
        secret: hashes of codes and passwords.
    """
    if rule not in RETENTION_RULES:
        raise ValueError(f"There is no retention rule {rule!r}.")
    by_class = {"sealed": sealed, "personal": personal, "fact": fact, "public": public, "secret": secret}
    return {name: FieldPrivacy(PrivacyClass(kind), rule) for kind, names in by_class.items() for name in names.split()}


def declared_models() -> Iterable[type[Model]]:
    """The product's own models, in order of room and name."""
    return sorted(
        (model for model in apps.get_models() if model.__module__.startswith("samspill.")),
        key=lambda model: model._meta.label,
    )


def check_every_field_is_declared(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """Django's check: every stored field of every model has a privacy class and a retention rule."""
    errors: list[CheckMessage] = []
    for model in declared_models():
        declared = getattr(model, "PRIVACY", {})
        stored = {field.name for field in model._meta.concrete_fields}
        errors += [_undeclared(model, name) for name in sorted(stored - set(declared))]
        errors += [_unknown(model, name) for name in sorted(set(declared) - stored)]
    for config in apps.get_app_configs():
        if not config.name.startswith("samspill.") and config.models and config.label not in LIBRARIES:
            errors.append(Error(f"The library {config.label} stores rows without a retention rule.", id="privacy.E3"))
    return errors


def _undeclared(model: type[Model], name: str) -> Error:
    return Error(f"{model._meta.label}.{name} has no privacy class.", hint="Add it to PRIVACY.", id="privacy.E1")


def _unknown(model: type[Model], name: str) -> Error:
    return Error(f"{model._meta.label}.PRIVACY names {name}, which is not stored.", id="privacy.E2")
