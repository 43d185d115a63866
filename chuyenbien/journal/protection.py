"""Triggers that keep the journal append-only, on both databases. Installed after every migration, checked at start.

They stop mistakes and casual tampering by everybody who may write to the database. Who owns the database can drop them:
the check names what is missing or altered, and the chain names what was changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

_KEYS = {
    "journal_event": ("seq", "digest"),
    "journal_eventpayload": ("seq",),
    "journal_eventsubject": ("id",),
    "journal_accessentry": ("id",),
}
"""Every protected table with the columns by which a new row could push out an old one."""


@dataclass(frozen=True, slots=True)
class Trigger:
    name: str
    table: str
    statement: str


def _sqlite(name: str, table: str, event: str, condition: str = "") -> Trigger:
    when = f" WHEN {condition}" if condition else ""
    body = "BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
    return Trigger(name, table, f"CREATE TRIGGER {name} BEFORE {event} ON {table}{when} {body}")


def _for_sqlite() -> list[Trigger]:
    """REPLACE deletes without asking the delete trigger, over any unique column and over the hidden rowid."""
    made = []
    for table, columns in _KEYS.items():
        same = " OR ".join(f"{column} = NEW.{column}" for column in (*columns, "rowid"))
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608 (names from this file)
        emptied = "NEW.data = '' AND NEW.salt = '' AND NEW.seq = OLD.seq AND NEW.rowid = OLD.rowid"
        made += [
            _sqlite(f"{table}_no_replace", table, "INSERT", taken),
            _sqlite(f"{table}_no_delete", table, "DELETE"),
            _sqlite(f"{table}_no_update", table, "UPDATE", f"NOT ({emptied})" if "payload" in table else ""),
        ]
    return made


_PG_BODY = """
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'journal_eventpayload' THEN
    IF NEW.data = '' AND NEW.salt = '' AND NEW.seq = OLD.seq THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'journal is append-only';
END
"""
_PG_FUNCTION = f"CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $${_PG_BODY}$$"
_PG_TYPES = {"no_change": 1 | 2 | 8 | 16, "no_truncate": 2 | 32}
"""``pg_trigger.tgtype``: for each row, before, delete, update; before, truncate."""


def _for_postgresql() -> list[Trigger]:
    made = []
    for table in _KEYS:
        for name, events in (("no_change", "UPDATE OR DELETE"), ("no_truncate", "TRUNCATE")):
            each = "ROW" if name == "no_change" else "STATEMENT"
            made.append(
                Trigger(
                    f"{table}_{name}",
                    table,
                    f"CREATE TRIGGER {table}_{name} BEFORE {events} ON {table} "
                    f"FOR EACH {each} EXECUTE FUNCTION journal_append_only()",
                )
            )
    return made


def wanted(connection: BaseDatabaseWrapper) -> list[Trigger]:
    """Every trigger that must be there, with the statement that makes it."""
    return _for_postgresql() if connection.vendor == "postgresql" else _for_sqlite()


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that are there, enabled, and do what they must."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT t.tgname, t.tgtype, p.prosrc FROM pg_trigger t "
                "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgqual IS NULL "
                "AND t.tgname = c.relname || substring(t.tgname FROM '_no_[a-z]+$') "
                "AND pg_table_is_visible(c.oid)"
            )
            types = {f"{table}_{name}": kind for table in _KEYS for name, kind in _PG_TYPES.items()}
            return {name for name, kind, body in cursor.fetchall() if types.get(name) == kind and body == _PG_BODY}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        statements = {one.name: one.statement for one in _for_sqlite()}
        return {name for name, sql in cursor.fetchall() if statements.get(name) == sql.replace('"', "")}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that are not there or no longer do what they must."""
    return sorted({one.name for one in wanted(connection)} - present(connection))


def install(connection: BaseDatabaseWrapper) -> list[str]:
    """Make every trigger that is missing or altered; returns their names."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_PG_FUNCTION)
        lost = missing(connection)
        for trigger in wanted(connection):
            if trigger.name in lost:
                on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")
                cursor.execute(trigger.statement)
    return lost


def lift(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger. Only where the whole database is thrown away: a restore, the tests' clean-up."""
    with connection.cursor() as cursor:
        for trigger in wanted(connection):
            on = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on}")
