"""Name at the end of a run what was left out because a program is not on this machine."""

import pytest

from tests.plugins import programs


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for program, what in programs.missing().items():
        terminalreporter.write_line(f"left out, {program} is not here: {what}", yellow=True)
