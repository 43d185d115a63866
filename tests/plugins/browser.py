"""Fixtures for tests in Chromium. A page that misbehaves quietly fails its test at the end.

Quietly means: an error in the console, a breach of the content security policy, a request that leaves the
machine, a part of a page that cannot be loaded, or a page that answers 500.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.plugins import programs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

FLAGS = [
    "--no-sandbox",  # Chromium refuses to start as root without it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
HERE = {"127.0.0.1", "localhost"}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REPORT_BREACHES = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.reportBreach(`${event.effectiveDirective}: ${event.blockedURI || event.sample}`);
});
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("chuyenbien")
    group.addoption("--shots", metavar="DIR", help="keep the pictures that browser tests take, as DIR/NAME.png")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if programs.chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not here"))


@pytest.fixture(scope="session")
def kept_parts() -> Iterator[None]:
    """Style sheets, fonts and scripts are kept by a browser, as they are when an office serves them.

    In a fresh checkout the files are new, so that a browser, told nothing, would ask for each of them on every page.
    """
    from django.contrib.staticfiles.handlers import StaticFilesHandler

    serve = StaticFilesHandler.serve

    def kept(handler: Any, request: Any) -> Any:
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", kept)
        yield


@pytest.fixture(scope="session")
def chromium(kept_parts: None) -> Iterator["Browser"]:
    """One Chromium for each worker of the run."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the tests' own queries are synchronous all the same.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=programs.chromium(), args=FLAGS)
        yield browser
        browser.close()


class Watch:
    """What went wrong quietly in the pages of one test."""

    def __init__(self) -> None:
        self.troubles: list[str] = []
        self.expected_statuses: set[int] = set()

    def note(self, kind: str, what: str) -> None:
        self.troubles.append(f"{kind}: {what}")

    def expect_status(self, *statuses: int) -> None:
        """Let pages answer so, where a test provokes an error of the server (500 and above)."""
        self.expected_statuses.update(statuses)

    def on_console(self, message: "ConsoleMessage") -> None:
        # Chromium repeats every refused form (422 …) here; `on_response` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.note("console", message.text)

    def on_request(self, request: "Request") -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in HERE:
            self.note("off the machine", request.url)

    def on_response(self, response: "Response") -> None:
        if response.status < 400 or response.status in self.expected_statuses:
            return
        part = response.request.resource_type not in {"document", "xhr", "fetch"}
        if part or response.status >= 500:
            self.note(str(response.status), response.url)

    def follow(self, context: "BrowserContext") -> None:
        context.on("console", self.on_console)
        context.on("request", self.on_request)
        context.on("response", self.on_response)
        context.on("weberror", lambda error: self.note("script", str(error.error)))
        context.expose_binding("reportBreach", lambda _source, breach: self.note("policy", breach))
        context.add_init_script(REPORT_BREACHES)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def browser_page(chromium: "Browser", live_server: Any, watch: Watch) -> Iterator[Callable[..., "Page"]]:
    """Give a factory of pages: `browser_page(user=…, width=360, language="en", javascript=False)`.

    Every call is a visitor of its own, with own cookies. Addresses may be given without the host.
    """
    contexts: list[BrowserContext] = []

    def make(
        user: Any = None,
        *,
        width: int = 1280,
        height: int = 900,
        language: str = "vi",
        javascript: bool = True,
        **options: Any,
    ) -> "Page":
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale={"vi": "vi-VN", "en": "en-GB"}[language],
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        watch.follow(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])  # type: ignore[list-item]
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not watch.troubles, "\n".join(watch.troubles)


def session_cookie(user: Any, url: str) -> dict[str, str]:
    """Sign somebody in without the form, as Django's test client does."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def axe() -> Callable[["Page"], None]:
    """Give a check that a page has no violation of WCAG 2.2 A and AA that axe can find."""
    from axe_playwright_python.sync_playwright import Axe

    engine = Axe()

    def assert_accessible(page: "Page") -> None:
        results = engine.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return assert_accessible


@pytest.fixture
def shoot(request: pytest.FixtureRequest) -> Callable[["Page", str], None]:
    """Give a camera: `shoot(page, "overview")` keeps a picture where `--shots DIR` asks for it."""
    folder = request.config.getoption("--shots")

    def take(page: "Page", name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return take
