"""People at their desks: they find things by the words on the page and act on them by pointer or by keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .hands import Hands, Value, as_typed
from .words import Label, Words

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Frame, Locator, Page

PASSWORD = "chuyển-biến-thử-2026"


@dataclass
class Somebody:
    """A person of the journey, as the administrator enters them."""

    name: str
    office: str
    username: str
    password: str = PASSWORD

    @property
    def listed(self) -> str:
        """How lists of people show them."""
        return f"{self.name} – {self.office}"


class Desk:
    """One person's browser."""

    def __init__(self, page: Page, words: Words, hands: Hands, somebody: Somebody, visited: set[str]) -> None:
        self.page, self.words, self.hands, self.who, self.visited = page, words, hands, somebody, visited
        self.status = 200
        page.on("framenavigated", self._note)

    def _note(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.visited.add(urlsplit(frame.url).path)

    # Going somewhere -------------------------------------------------------------------------------------------

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def go(self, path: str, *, status: int = 200) -> None:
        """Type an address."""
        response = self.page.goto(path, wait_until="domcontentloaded")
        assert response is not None
        self._arrived(response.status, status)

    def _follow(self, control: Locator, status: int) -> None:
        self.hands.reach(self.page, control)
        with self.page.expect_navigation(wait_until="domcontentloaded") as coming:
            self.hands.follow(self.page, control)
        response = coming.value
        self._arrived(response.status if response else 0, status)

    def _arrived(self, found: int, wanted: int) -> None:
        self.status = found
        if found != wanted:
            told = self.page.locator("#error-summary, main [role=alert], main h1").all_inner_texts()
            raise AssertionError(f"{self.who.username}: {self.page.url} answered {found}, not {wanted}: {told}")

    def ask(self, path: str) -> APIResponse:
        """Fetch a page with this browser's sign-in, beside what it shows."""
        return self.page.context.request.get(path, max_redirects=0)

    def send(self, path: str, **fields: str) -> APIResponse:
        """Post what no page offers to this person, with the token their pages carry."""
        token = self.page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.page.url))
        form: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, **fields}
        return self.page.context.request.post(path, form=form, headers={"Referer": origin + path}, max_redirects=0)

    # Finding things by their words -----------------------------------------------------------------------------

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def part(self, heading: Label | None) -> Locator:
        """The part of the page under a heading, which may go on with how the thing stands."""
        if heading is None:
            return self.main
        title = self.page.get_by_role("heading", name=re.compile(rf"^{re.escape(self.words(heading))}(\W|$)"))
        return self.main.locator("section, article").filter(has=title).last

    def row(self, text: str) -> Locator:
        """The row of a table that holds a text."""
        return self.main.get_by_role("row").filter(has_text=text)

    def control(self, label: Label, *, inside: Locator | None = None) -> Locator:
        """The one visible field with a label; what it says of being required, or its unit, is not part of that."""
        name = re.escape(self.words(label)).replace(r"\ ", r"\s+")
        required = re.escape(self.words("required"))
        pattern = re.compile(rf"^\s*{name}(\s+\([^()]*\))?(\s+{required})?\s*$")
        return (inside or self.main).get_by_label(pattern).filter(visible=True)

    def button(self, label: Label, *, inside: Locator | None = None) -> Locator:
        """A button, or a link that looks like one or not. What only a screen reader hears may follow its words."""
        name = re.compile(rf"^{re.escape(self.words(label))}(:| |$)")
        exact = re.compile(rf"^{re.escape(self.words(label))}$")
        place = inside or self.main
        for pattern in (exact, name):
            found = place.get_by_role("button", name=pattern).or_(place.get_by_role("link", name=pattern))
            if found.count():
                return found
        return found

    # Acting ----------------------------------------------------------------------------------------------------

    def press(self, label: Label, *, inside: Locator | None = None, status: int = 200) -> None:
        """Follow a link or press a button, and arrive at the page it leads to."""
        self._follow(self.button(label, inside=inside), status)

    def follow(self, text: str, *, inside: Locator | None = None, status: int = 200) -> None:
        """Follow a link whose words somebody typed."""
        self._follow((inside or self.main).get_by_role("link").filter(has_text=text).first, status)

    def unfold(self, label: Label) -> None:
        """Open a folded part."""
        self._open(self.main.locator("summary").filter(has_text=self.words(label)))

    def _open(self, summary: Locator) -> None:
        self.hands.reach(self.page, summary)
        self.hands.follow(self.page, summary)

    def write(self, label: Label, value: Value, *, inside: Locator | None = None) -> None:
        self.hands.write(self.page, self.control(label, inside=inside), value)

    def choose(self, label: Label, *options: Label, inside: Locator | None = None) -> None:
        """Choose in a list; one that cuts long names is served by their beginning."""
        control = self.control(label, inside=inside)
        offered = [one.strip() for one in control.locator("option").all_text_contents()]
        wanted = [self._offered(self.words(one), offered) for one in options]
        self.hands.choose(self.page, control, wanted)

    def _offered(self, option: str, offered: list[str]) -> str:
        found = [one for one in offered if one == option] or [one for one in offered if option in one]
        assert found, f"{option!r} is not offered on {self.page.url}: {offered}"
        return found[0]

    def tick(self, label: Label, *, on: bool = True) -> None:
        self.hands.mark(self.page, self.control(label), on)

    def pick(self, group: Label, option: Label) -> None:
        """One of several choices that stand open under a question."""
        required = re.escape(self.words("required"))
        name = re.compile(rf"^{re.escape(self.words(group))}(\s+{required})?$")
        place = self.group(name)
        self.hands.mark(self.page, place.get_by_label(self.words(option), exact=True), True)

    def group(self, name: Label | re.Pattern[str]) -> Locator:
        """Fields that stand together under a word of their own."""
        exact = name if isinstance(name, re.Pattern) else re.compile(rf"^{re.escape(self.words(name))}$")
        return self.main.get_by_role("group", name=exact)

    def attach(self, label: Label, *files: Path) -> None:
        self.hands.attach(self.page, self.control(label), list(files))

    # Seeing ----------------------------------------------------------------------------------------------------

    def sees(self, *labels: Label, inside: Locator | None = None) -> None:
        from playwright.sync_api import expect

        place = inside or self.main
        for label in labels:
            try:
                expect(place).to_contain_text(self.words(label))
            except AssertionError:
                shown = " ".join(place.all_inner_texts())[:1500]
                raise AssertionError(f"{self.who.username} misses {label!r} on {self.page.url}: {shown}") from None

    def misses(self, *labels: Label, inside: Locator | None = None) -> None:
        from playwright.sync_api import expect

        for label in labels:
            expect(inside or self.main).not_to_contain_text(self.words(label))

    def holds(self, label: Label, value: Value) -> None:
        """What was typed still stands in the field."""
        found = self.control(label).input_value()
        assert found == as_typed(value), f"{label!r} holds {found!r}"

    def told_at(self, label: Label, told: Label) -> None:
        """A refusal stands beside its field, wired to it."""
        from playwright.sync_api import expect

        control = self.control(label)
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(re.escape(self.words(told))))

    def told_at_group(self, name: Label, told: Label) -> None:
        """A refusal stands beside choices that stand open under a question."""
        required = re.escape(self.words("required"))
        self.sees(told, inside=self.group(re.compile(rf"^{re.escape(self.words(name))}(\s+{required})?$")))

    def cannot(self, label: Label, because: Label) -> None:
        """A button that cannot be used says why."""
        from playwright.sync_api import expect

        button = self.button(label).first
        expect(button).to_have_attribute("aria-disabled", "true")
        expect(button).to_have_accessible_description(re.compile(re.escape(self.words(because))))

    def may_not(self, label: Label) -> None:
        """A verb that is not this person's is not offered."""
        assert not self.button(label).count(), f"{self.who.username} is offered {label!r} on {self.page.url}"

    # Signing in and out ----------------------------------------------------------------------------------------

    @property
    def signed_in(self) -> bool:
        return self.page.locator("form[data-sign-out]").count() > 0

    def speak(self) -> None:
        """Turn the pages to the language of the journey, by the button in the head of the page."""
        if self.page.locator("html").get_attribute("lang") == self.words.language:
            return
        name = {"en": "English", "vi": "Tiếng Việt"}[self.words.language]
        button = self.page.get_by_role("banner").get_by_role("button", name=name)
        self._follow(button, self.status)

    def sign_in(self, path: str = "/") -> None:
        response = self.page.goto(path, wait_until="domcontentloaded")
        assert response is not None
        self.enter()

    def enter(self) -> None:
        """Fill the page one is sent to without a sign-in."""
        self.speak()
        self.write("User name or e-mail", self.who.username)
        self.write("Password", self.who.password)
        self._follow(self.button("Sign in"), 200)
        assert self.signed_in, f"{self.who.username}: {self.main.inner_text()}"
        self.speak()

    def sign_out(self) -> None:
        banner = self.page.get_by_role("banner")
        self._open(banner.locator("details.user-menu summary"))
        self._follow(banner.get_by_role("button", name=self.words("Sign out")), 200)
        assert not self.signed_in


@dataclass
class Office:
    """Everybody's desks. ``page_of`` opens a browser of its own for each."""

    page_of: Callable[..., Page]
    words: Words
    hands: Hands
    folder: Path
    """Where the files lie that people attach."""
    thorough: bool = False
    """Whether the stranger looks through all lists, too, after each chapter."""
    visited: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    """Of them, those that a stranger has been kept from."""
    desks: dict[tuple[str, int], Desk] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    """Addresses that one person passes to another."""

    def desk(self, somebody: Somebody, *, width: int = 1280, **options: Any) -> Desk:
        """Somebody's browser, as it stands; they sign in when it is new."""
        key = (somebody.username, width)
        if key not in self.desks:
            made = self.guest(somebody, width=width, **options)
            made.sign_in()
            self.desks[key] = made
        return self.desks[key]

    def admit(self, desk: Desk, *, width: int = 1280) -> None:
        """Somebody who stands at the sign-in page signs in and keeps this desk."""
        desk.enter()
        self.desks[desk.who.username, width] = desk

    def guest(self, somebody: Somebody, *, width: int = 1280, **options: Any) -> Desk:
        """A new browser in which nobody has signed in."""
        page = self.page_of(width=width, language=self.words.language, **options)
        return Desk(page, self.words, self.hands, somebody, self.visited)

    def all_sign_out(self) -> None:
        for desk in self.desks.values():
            desk.sign_out()
        self.desks.clear()
