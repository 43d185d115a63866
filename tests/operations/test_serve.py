"""``chuyenbien serve``: starts only when all is in order, answers, and stops cleanly."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operations.conftest import ROOT, Place

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("operations")]


@contextmanager
def serving(place: Place) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        place.command("serve", "--port", str(port)),
        cwd=ROOT,
        env=place.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        first = server.stdout.readline()
        assert f"http://127.0.0.1:{port}" in first, first + server.stdout.read()
        yield f"http://127.0.0.1:{port}", server
    finally:
        if server.poll() is None:
            server.kill()
        server.communicate(timeout=20)


def test_it_answers_with_built_files_and_stops_cleanly(office: Place, archive: Path) -> None:
    with serving(office) as (address, server):
        with urllib.request.urlopen(f"{address}/accounts/sign-in/", timeout=20) as page:
            html = page.read().decode()
            assert "default-src 'self'" in page.headers["Content-Security-Policy"]
            assert "unsafe" not in page.headers["Content-Security-Policy"]
        style = re.search(r'href="(/static/core/css/tokens\.[0-9a-f]+\.css)"', html)
        assert style is not None
        with urllib.request.urlopen(f"{address}{style[1]}", timeout=20) as sheet:
            assert "immutable" in sheet.headers["Cache-Control"]
        with pytest.raises(urllib.error.HTTPError) as absent:
            urllib.request.urlopen(f"{address}/static/core/none.css", timeout=20)
        assert absent.value.code == 404

        assert "đang chạy" in office.run("restore", archive, "--replace", fails=True)
        office.run("backup", office.folder.parent / "meanwhile.tar.gz")

        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=30) == 0


def test_it_does_not_start_on_an_old_or_unprotected_database(archive: Path, new_place: Callable[[], Place]) -> None:
    place = new_place()
    assert "chuyenbien migrate" in place.run("serve", fails=True)
    place.run("restore", archive)
    trigger = "journal_event_no_" + ("change" if place.url else "update")
    place.execute(f"DROP TRIGGER {trigger}" + (" ON journal_event" if place.url else ""))
    assert trigger in place.run("serve", fails=True)
    place.run("journal", "triggers", "--repair")
    with serving(place):
        pass
