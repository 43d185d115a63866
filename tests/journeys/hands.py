"""The two ways a person works a page: with a pointer, or with the keyboard alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from playwright.sync_api import FileChooser, Locator, Page

Value = str | int | dt.date | dt.datetime

_STOP = """(target) => {
  const here = document.activeElement;
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  const order = target.compareDocumentPosition(here);
  const group = here.type === "radio" && target.type === "radio" && here.name === target.name;
  return {
    body: here === document.body || here === document.documentElement,
    there: here === target, group: group && here.form === target.form,
    back: Boolean(order & Node.DOCUMENT_POSITION_FOLLOWING),
    // Of a date control, the calendar's own button inside draws a ring that no style can be asked for.
    ring: ["date", "datetime-local"].includes(here.type)
      || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && !/, 0\\)$|^transparent$/.test(style.outlineColor),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    skips: here.matches("a[href='#content']"),
    quiet: here.tabIndex === -1,
    name: here.outerHTML.slice(0, 160),
  };
}"""


class Hands(Protocol):
    """What can be done to a control that has been found by its label."""

    def reach(self, page: Page, control: Locator) -> None:
        """Come to a control, ready to follow it."""

    def follow(self, page: Page, control: Locator) -> None:
        """Press the control that has been reached."""

    def write(self, page: Page, control: Locator, value: Value) -> None: ...

    def choose(self, page: Page, control: Locator, options: Iterable[str]) -> None: ...

    def mark(self, page: Page, control: Locator, on: bool) -> None: ...

    def attach(self, page: Page, control: Locator, files: list[Path]) -> None: ...


class Pointer:
    """Clicks, and fills what the click has focused."""

    def reach(self, page: Page, control: Locator) -> None:
        """A pointer is there at once."""

    def follow(self, page: Page, control: Locator) -> None:
        control.click()

    def write(self, page: Page, control: Locator, value: Value) -> None:
        kind = control.get_attribute("type") or ""
        control.fill(as_sent(value) if kind in {"date", "datetime-local"} else as_typed(value))

    def choose(self, page: Page, control: Locator, options: Iterable[str]) -> None:
        control.select_option(label=list(options))

    def mark(self, page: Page, control: Locator, on: bool) -> None:
        control.set_checked(on)

    def attach(self, page: Page, control: Locator, files: list[Path]) -> None:
        control.set_input_files(files)


class Keys:
    """Nothing but ``page.keyboard``. Every stop on the way must show where the focus is."""

    def __init__(self) -> None:
        self.stops = 0
        self.month_first = False

    def reach(self, page: Page, control: Locator) -> None:
        target = control.element_handle()
        if page.evaluate(_STOP, target)["body"] and control.locator("xpath=ancestor::main").count():
            page.keyboard.press("Tab")
            self._look(page, target)
            if page.evaluate(_STOP, target)["skips"]:  # the first stop of a page leads past its menu
                page.keyboard.press("Enter")
        for _turn in range(300):
            stop = page.evaluate(_STOP, target)
            if stop["there"] or stop["group"]:
                self._look(page, target)
                return
            page.keyboard.press("Shift+Tab" if stop["back"] and not stop["body"] else "Tab")
            self._look(page, target)
        raise AssertionError(f"not reached by Tab on {page.url}: {control}")

    def _look(self, page: Page, target: Any) -> None:
        stop = page.evaluate(_STOP, target)
        if stop["body"] or stop["quiet"]:
            return
        self.stops += 1
        assert stop["ring"], f"no visible focus on {page.url}: {stop['name']}"
        assert stop["seen"], f"focus out of sight on {page.url}: {stop['name']}"

    def follow(self, page: Page, control: Locator) -> None:
        """Press Enter where :meth:`reach` has arrived."""
        page.keyboard.press("Enter")

    def write(self, page: Page, control: Locator, value: Value) -> None:
        self.reach(page, control)
        if (control.get_attribute("type") or "") in {"date", "datetime-local"}:
            assert isinstance(value, dt.date)
            self._date(page, control, value)
            return
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        lines = as_typed(value).split("\n")
        for number, line in enumerate(lines):
            if number:
                page.keyboard.press("Enter")
            page.keyboard.type(line)

    def _date(self, page: Page, control: Locator, value: dt.date) -> None:
        """Type day, month and year in the order of this browser's date control."""
        for _attempt in range(2):
            while control.evaluate("(one) => one === document.activeElement"):
                page.keyboard.press("Shift+Tab")
            page.keyboard.press("Tab")  # now in its first part, from whichever side one came
            page.keyboard.type(value.strftime("%m%d" if self.month_first else "%d%m") + f"{value.year:06}")
            if isinstance(value, dt.datetime):
                page.keyboard.type(value.strftime("%I%M%p" if self.month_first else "%H%M"))
            if control.input_value() == as_sent(value):
                return
            self.month_first = not self.month_first
        raise AssertionError(f"typed {value}, the control holds {control.input_value()!r}")

    def choose(self, page: Page, control: Locator, options: Iterable[str]) -> None:
        self.reach(page, control)
        labels = [one.strip() for one in control.locator("option").all_text_contents()]
        places = sorted(labels.index(one) for one in options)
        many = control.get_attribute("multiple") is not None
        if not many:
            at = int(control.evaluate("(one) => one.selectedIndex"))
            key = "ArrowDown" if places[0] > at else "ArrowUp"
            for _step in range(abs(places[0] - at)):
                page.keyboard.press(key)
        else:
            page.keyboard.press("Home")
            here = 0
            for place in places:
                for _step in range(place - here):
                    page.keyboard.press("ArrowDown" if place == places[0] else "Control+ArrowDown")
                if place != places[0]:
                    page.keyboard.press("Control+Space")
                here = place
        chosen = control.evaluate("(one) => [...one.selectedOptions].map((each) => each.index)")
        assert chosen == places, f"chosen by keys: {chosen}, wanted: {places} of {labels}"

    def mark(self, page: Page, control: Locator, on: bool) -> None:
        self.reach(page, control)
        if control.get_attribute("type") == "radio":
            for _step in range(30):
                if control.evaluate("(one) => one === document.activeElement"):
                    break
                page.keyboard.press("ArrowDown")
        if control.is_checked() != on:
            page.keyboard.press("Space")
        assert control.is_checked() == on

    def attach(self, page: Page, control: Locator, files: list[Path]) -> None:
        self.reach(page, control)
        self._chooser(page).set_files(files)

    def _chooser(self, page: Page, attempts: int = 3) -> FileChooser:
        """Open the file dialog; a browser still busy may let the first press pass, and a person presses again."""
        from playwright.sync_api import TimeoutError as TooLate

        try:
            with page.expect_file_chooser() as coming:
                page.keyboard.press("Space")
            return coming.value
        except TooLate:
            if attempts == 1:
                raise
            return self._chooser(page, attempts - 1)


def as_sent(value: Value) -> str:
    """As the browser's own date controls hold it."""
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def as_typed(value: Value) -> str:
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    return value.strftime("%d/%m/%Y") if isinstance(value, dt.date) else str(value)
