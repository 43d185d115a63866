"""``chuyenbien demo``: build the story once in a database of its own and serve it on the story's day."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chuyenbien.desk.story import ACCOUNTS, PASSWORD

STORY_DAY = dt.date(2023, 1, 31)
LOOK_AT = (
    "Toàn cảnh (lanhdao): việc chờ quyết định, bảng lĩnh vực × đơn vị",
    "Mê Linh (tìm “dat dich vu”): gần 20 năm, bộ đã đồng ý, vì sao chưa đóng",
    "Bắc Từ Liêm (tìm “giai ngan”): 335 tỷ đồng, 98 %, đạt theo ước tính, chờ số quyết toán",
)


class Command(BaseCommand):
    help = "Build the story once and serve it. What people change is kept; --reset builds it anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="throw the demo's data away and build it anew")
        parser.add_argument("--today", default="", help="move the story's day, dd/mm/yyyy or yyyy-mm-dd")

    def handle(self, *args: Any, port: int, reset: bool, today: str, **options: Any) -> None:
        folder = settings.DATA_DIR if settings.DATA_DIR.name == "demo" else settings.DATA_DIR / "demo"
        environment = self._environment(folder, self._day(today))
        if reset:
            shutil.rmtree(folder, ignore_errors=True)
        built = folder / "story.built"
        if not built.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            self.stdout.write("Đang dựng câu chuyện minh họa …")
            self.stdout.flush()
            self._run(environment, "migrate", "--verbosity", "0")
            self._run({**environment, "CHUYENBIEN_TODAY": STORY_DAY.isoformat()}, "story")
            built.write_text("")
        self._greet(port)
        command = [sys.executable, "-m", "chuyenbien", "serve", "--port", str(port)]
        os.execve(sys.executable, command, environment)  # noqa: S606 - our own program, no shell

    def _day(self, today: str) -> dt.date:
        if not today:
            return STORY_DAY
        for form in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return dt.datetime.strptime(today, form).replace(tzinfo=dt.UTC).date()
            except ValueError:
                continue
        raise CommandError(f"TODAY={today}: write the day as 31/01/2023 or 2023-01-31.")

    def _environment(self, folder: Path, today: dt.date) -> dict[str, str]:
        """The demo's own folder and SQLite file, whatever database the office uses."""
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        return {**kept, "CHUYENBIEN_DATA_DIR": str(folder), "CHUYENBIEN_TODAY": today.isoformat()}

    def _run(self, environment: dict[str, str], *command: str) -> None:
        subprocess.run([sys.executable, "-m", "chuyenbien", *command], env=environment, check=True)  # noqa: S603

    def _greet(self, port: int) -> None:
        lines = [
            f"Địa chỉ / address: http://127.0.0.1:{port}",
            f"Mật khẩu của mọi tài khoản / password: {PASSWORD}",
            "",
        ]
        lines += [f"  {name:<10}  {who}" for name, who in ACCOUNTS]
        lines += ["", "Nên xem / look at:", *(f"  {place}. {what}" for place, what in enumerate(LOOK_AT, 1)), ""]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()
