"""Sessions: begun with a new identifier, seen and ended by the person whom they belong to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.foundation import clock
from samspill.people.models import OpenSession, Person
from samspill.people.policy import END_SESSIONS
from samspill.people.states import SignedInBy

BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
BACKEND = "samspill.people.stored_sessions.PersonBackend"


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One open session, as its person sees it."""

    id: UUID
    began_at: datetime
    browser: str
    signed_in_by: str
    is_current: bool


def begin_session(request: HttpRequest, person: Person, /, *, by: SignedInBy) -> None:
    """Sign the person in: a new session identifier, marked with how it was begun.

    The session then holds ``signed_in_by``, ``began`` (seconds since 1970) and ``previous_sign_in_at`` (ISO 8601).
    """
    previous = person.last_login
    login(request, person, backend=BACKEND)
    request.session["signed_in_by"] = str(by)
    request.session["began"] = clock.now().timestamp()
    request.session["previous_sign_in_at"] = previous.isoformat() if previous else ""
    request.session.save()
    OpenSession.objects.create(
        person=person,
        session_key=request.session.session_key or "",
        began_at=clock.now(),
        browser=browser_family(request.headers.get("User-Agent", "")),
        signed_in_by=by,
    )


def follow_session(*, former_key: str | None, new_key: str | None) -> None:
    """Keep the line of a session whose identifier was renewed."""
    OpenSession.objects.filter(session_key=former_key).update(session_key=new_key)


def forget_session(session_key: str | None, /) -> None:
    """Remove the line of a session that has ended."""
    OpenSession.objects.filter(session_key=session_key).delete()


def list_sessions(actor: Actor, /, *, current_key: str | None) -> list[SessionLine]:
    """The actor's own open sessions, the newest first."""
    own = OpenSession.objects.filter(person=actor.person_id).order_by("-began_at")
    alive = set(
        Session.objects.filter(session_key__in=own.values("session_key"), expire_date__gt=clock.now()).values_list(
            "session_key", flat=True
        )
    )
    return [
        SessionLine(
            line.id, line.began_at, line.browser, line.get_signed_in_by_display(), line.session_key == current_key
        )
        for line in own
        if line.session_key in alive
    ]


def end_session(actor: Actor, /, *, session_id: UUID) -> None:
    """End one of the actor's own sessions.

    Raises:
        NotFound: there is none such, or it is another's.
    """
    with transaction.atomic():
        if not _end(OpenSession.objects.filter(person=actor.person_id, id=session_id)):
            raise NotFound


def end_other_sessions(actor: Actor, /, *, current_key: str | None) -> int:
    """End all the actor's own sessions but the one at hand; returns how many there were."""
    assert actor.person_id is not None
    person = Person.objects.get(id=actor.person_id)
    with gate.acting(actor, person, END_SESSIONS):
        return _end(OpenSession.objects.filter(person=person).exclude(session_key=current_key))


def end_sessions_of(person: Person, /) -> int:
    """End every session of a person, with the next request; returns how many there were."""
    return _end(OpenSession.objects.filter(person=person))


def _end(lines: QuerySet[OpenSession]) -> int:
    keys = list(lines.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    OpenSession.objects.filter(session_key__in=keys).delete()
    return len(keys)


def browser_family(user_agent: str) -> str:
    """The kind of browser and system, as a person would call them; no version, nothing that singles out a device."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for name in SYSTEMS if name in user_agent), "")
    return ", ".join(filter(None, (browser, system)))
