"""A visitor of a served copy over plain HTTP on loopback: one connection, own cookies, forms with their hidden fields.

Only the standard library, so that what is measured is the server.
"""

import http.client
import re
import time
from html import unescape
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

SIGN_IN = "/accounts/sign-in/"
HIDDEN = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Unexpected(Exception):
    """The server answered something else than was asked for."""


class Answer:
    """One answer, read whole."""

    def __init__(self, status: int, location: str, body: bytes, seconds: float) -> None:
        self.status = status
        self.location = location
        self.body = body
        self.seconds = seconds

    @property
    def text(self) -> str:
        return self.body.decode()

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms; the last of a name wins, as the page's own form comes last."""
        fields: dict[str, str] = {}
        for tag in HIDDEN.findall(self.text):
            attributes = {name.lower(): unescape(value) for name, value in ATTRIBUTE.findall(tag)}
            if attributes.get("type") == "hidden" and "name" in attributes:
                fields[attributes["name"]] = attributes.get("value", "")
        return fields


class Visitor:
    """``get`` and ``post`` follow nothing, keep cookies; a lost connection raises ``OSError`` or ``HTTPException``."""

    def __init__(self, port: int, *, timeout: float = 30) -> None:
        self.port = port
        self.timeout = timeout
        self.cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self._ask("POST", path, urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode())

    @property
    def token(self) -> str:
        return self.cookies.get("csrftoken", "")

    def sign_in(self, username: str, password: str) -> None:
        page = self.get(SIGN_IN)
        sent = {**page.hidden(), "username": username, "password": password}
        answer = self.post(SIGN_IN, sent)
        if answer.status not in {302, 303} or "sessionid" not in self.cookies:
            raise Unexpected(f"{username} could not sign in: {answer.status}")

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
        began = time.perf_counter()
        try:
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            content = response.read()
        except BaseException:
            self.close()
            raise
        seconds = time.perf_counter() - began
        for line in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        place = urlsplit(response.headers.get("Location", ""))
        location = place.path + (f"?{place.query}" if place.query else "")
        if response.will_close:
            self.close()
        return Answer(response.status, location, content, seconds)
