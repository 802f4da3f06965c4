"""A visitor without a browser: one connection, cookies, the demonstration's door, and forms."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

COOKIE = re.compile(r"([^=;]+)=([^;]*)")


class Lost(Exception):
    """No answer came: the server is gone, or went while it worked."""


@dataclass
class Visitor:
    """Somebody who talks HTTP to ``host:port``."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; returns status and text."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """Send a form, with the token that the server wants to see."""
        return self._ask("POST", path, urlencode(fields))

    def step_in_as(self, employee_number: str) -> None:
        """Sign in through the demonstration's door."""
        self.get("/demo/")
        status, _ = self.post("/demo/", number=employee_number)
        assert status == 303

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "X-CSRFToken": self.cookies.get("csrf", ""),
                "Origin": f"http://{self.address}",
            }
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(self.address, timeout=30)
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost from error
        for cookie in answer.headers.get_all("Set-Cookie", []):
            if found := COOKIE.match(cookie):
                self.cookies[found[1]] = found[2]
        return answer.status, text
