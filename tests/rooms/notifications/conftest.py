from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.rooms.notifications.sink import Sink

from samspill.people.models import Person


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server that is up, and the settings that point to it."""
    server = Sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL = "Samspill <samspill@lyngvik.example>"
    settings.SAMSPILL_ADDRESS = "https://samspill.lyngvik.example"
    server.start()
    yield server
    server.stop()


@pytest.fixture
def ada(db: None) -> Person:
    return Person.objects.create_person(
        employee_number="1", given_name="Ada", family_name="Nilsen", mail="ada@lyngvik.example", language="nb"
    )


@pytest.fixture
def leif(db: None) -> Person:
    return Person.objects.create_person(
        employee_number="2", given_name="Leif", family_name="Berg", mail="leif@lyngvik.example", language="nn"
    )
