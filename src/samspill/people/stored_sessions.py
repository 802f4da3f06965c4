"""Django's sessions in the database, and who is signed in: read anew for every page, by queries that are made once."""

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.db.models import F, FilteredRelation, QuerySet
from django.utils import timezone

from samspill.confidentiality.actors import Role
from samspill.foundation.prepared import Prepared
from samspill.people.models import Person, is_held_today


class SessionStore(DatabaseStore):
    """A session as Django stores it."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing when it is over or was never begun, and then its key is not used again."""
        for data, ends_at in _stored.ask(session_key=self.session_key):
            if ends_at > timezone.now():  # by the clock that Django set the end by
                return dict(self.decode(data))
        self._session_key = None
        return {}


class PersonBackend(ModelBackend):
    """Who is signed in, as Django finds it, and with the roles of today: one question less to every page."""

    def get_user(self, user_id: UUID) -> Person | None:
        """The person, unless there is none or none who may sign in."""
        found = _person_by_role.ask(person_id=user_id)
        person = next((one for one in found if self.user_can_authenticate(one)), None)
        if person is not None:
            granted = {vars(one)["role_today"] for one in found} - {None}
            person.roles_today = frozenset(map(Role, granted))
        return person


@Prepared
def _stored(session_key: str) -> QuerySet[Session, tuple[str, Any]]:
    return Session.objects.filter(session_key=session_key).values_list("session_data", "expire_date")


@Prepared
def _person_by_role(person_id: UUID) -> QuerySet[Person]:
    """The person once for each role of today; once where there is none."""
    held = FilteredRelation("role_grants", condition=is_held_today("role_grants__"))
    return Person.objects.filter(id=person_id).annotate(held=held, role_today=F("held__role"))
