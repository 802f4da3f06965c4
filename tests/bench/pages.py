"""Pages asked for as a browser asks, and forms sent as a browser sends them, without a network in between."""

from html.parser import HTMLParser
from urllib.parse import urlencode

from django.test import Client

from samspill.people.models import Person

FORM = "application/x-www-form-urlencoded"


class Fields(HTMLParser):
    """The fields of a page's forms, with what they hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name") or ""
        if tag == "textarea" and name:
            self._open, self.values[name] = name, ""
        if tag == "input" and name and found.get("type") in {"hidden", "text"}:
            self.values[name] = found.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self._open = "" if tag == "textarea" else self._open

    def handle_data(self, data: str) -> None:
        if self._open:
            self.values[self._open] += data


def signed_in(person: Person) -> Client:
    """A client with this person's session."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    return client


def ask(client: Client, path: str) -> str:
    """A page's text."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def send(client: Client, path: str, fields: dict[str, str], **headers: str) -> int:
    """Send a form; returns the status."""
    return client.post(path, urlencode(fields), content_type=FORM, headers=headers).status_code
