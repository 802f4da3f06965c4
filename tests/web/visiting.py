"""Visiting pages as one of the cast, and counting what a page costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast

SIGNED_IN = 'SELECT "people_person"."id", "people_person"."password"'
BESIDE_THE_PAGE = ("django_session", "SAVEPOINT", "BEGIN", "COMMIT")


@dataclass
class Cost:
    """What a page asked the database."""

    statements: list[str]

    @property
    def count(self) -> int:
        """How many statements, session and user apart."""
        return len(self.statements)


def visitor(cast: Cast, name: str) -> Client:
    """A browser in which one of the nine is signed in, and that wants English: the words that stand in the code."""
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(getattr(cast, name))
    return client


@contextmanager
def counting() -> Iterator[Cost]:
    """Count the statements inside, without those for the session, the user and the transaction."""
    cost = Cost([])
    with CaptureQueriesContext(connection) as captured:
        yield cost
    for query in captured.captured_queries:
        sql = query["sql"]
        if not sql.startswith(SIGNED_IN) and not any(word in sql for word in BESIDE_THE_PAGE):
            cost.statements.append(sql)


def cost_of(client: Client, url: str) -> Cost:
    """What a page costs for one who has it open already, so that no opening is logged anew."""
    client.get(url)
    with counting() as cost:
        assert client.get(url).status_code == 200
    return cost


def text_of(response: HttpResponse) -> str:
    """The page as text."""
    return response.content.decode()
