"""The catalogue tool, on a small package of its own."""

from pathlib import Path

import pytest

from tools import messages

CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

close = pgettext("verb", "Close")
late = ngettext("%(n)s finding", "%(n)s findings", 3)
plain = gettext_lazy("Findings")
"""
TEMPLATE = """
{% load i18n %}
    {% blocktranslate trimmed with name=unit %}
      Plan of {{ name }}
    {% endblocktranslate %}
  {% translate "Findings" %} {% translate "Close" context "distance" %} {{ _("In a variable") }}
"""
VIETNAMESE = {
    "Close": "Đóng",
    "%(n)s finding": "%(n)s hạn chế",
    "Findings": "Hạn chế",
    "Plan of %(name)s": "Kế hoạch của %(name)s",
    "In a variable": "Trong biến",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for room in ("alpha", "beta"):
        (tmp_path / room / "templates").mkdir(parents=True)
        (tmp_path / room / "__init__.py").write_text("")
    (tmp_path / "alpha" / "rules.py").write_text(CODE)
    (tmp_path / "alpha" / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    return tmp_path


def translate(room: str) -> None:
    live, _retired = messages.read(room)
    for text in live.values():
        text.vi = VIETNAMESE[text.msgid]
    messages.write(room, list(live.values()), [])


def test_every_kind_of_text_is_found(package: Path) -> None:
    found = messages.texts_in("alpha")
    assert {(text.context, text.msgid, text.plural) for text in found.values()} == {
        ("verb", "Close", None),
        ("distance", "Close", None),
        (None, "%(n)s finding", "%(n)s findings"),
        (None, "Findings", None),
        (None, "Plan of %(name)s", None),
        (None, "In a variable", None),
    }


def test_update_check_and_compile(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.check() == 1
    messages.update("alpha", prune=False)
    assert messages.check() == 1
    assert "empty: 'Findings'" in capsys.readouterr().err
    translate("alpha")
    assert messages.check() == 0
    before = messages.catalogue("alpha").read_bytes()
    messages.update("alpha", prune=False)
    assert messages.catalogue("alpha").read_bytes() == before
    messages.compile_catalogues()
    assert messages.catalogue("alpha").with_suffix(".mo").stat().st_size > 0
    assert not messages.catalogue("beta").exists()


def test_a_translation_survives_its_text_and_comes_back(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages.update("alpha", prune=False)
    translate("alpha")
    (package / "alpha" / "rules.py").write_text("")
    assert messages.check() == 1
    assert "orphan: 'Close' [verb]" in capsys.readouterr().err
    messages.update("alpha", prune=False)
    _live, retired = messages.read("alpha")
    assert retired["verb", "Close"].vi == "Đóng"
    (package / "alpha" / "rules.py").write_text(CODE)
    messages.update("alpha", prune=False)
    assert messages.check() == 0


def test_two_rooms_say_it_the_same_way(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages.update("alpha", prune=False)
    translate("alpha")
    (package / "beta" / "views.py").write_text('from x import gettext\nt = gettext("Findings")\n')
    messages.write("beta", [messages.Text(None, "Findings", files={"views.py"}, vi="Khuyết điểm")], [])
    assert messages.check() == 1
    assert "translated differently: 'Findings'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("msgid", "vi", "fault"),
    [
        ("By %(day)s", "Trước %(date)s", "placeholders differ"),
        ("Up to {limit} MB", "Tối đa MB", "placeholders differ"),
        ("%(n)s%% done", "xong %(n)s%", "percent sign"),
        ("Name", " Tên", "space"),
        ("Name", "", "empty"),
    ],
)
def test_faults_of_a_translation(msgid: str, vi: str, fault: str) -> None:
    assert fault in " ".join(messages.faults(messages.Text(None, msgid, vi=vi)))


def test_a_file_that_cannot_be_read_writes_nothing(package: Path) -> None:
    (package / "alpha" / "templates" / "page.html").write_text("{% blocktranslate %}{% if x %}")
    with pytest.raises(messages.Unreadable, match=r"alpha/templates/page\.html"):
        messages.update("alpha", prune=False)
    assert not messages.catalogue("alpha").exists()
