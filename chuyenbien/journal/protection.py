"""Triggers that keep the journal append-only, on both databases. Installed after every migration, checked at start."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLES = ("journal_event", "journal_eventsubject", "journal_accessentry", "journal_eventpayload")
_KEYS = {
    "journal_event": "seq",
    "journal_eventpayload": "seq",
    "journal_eventsubject": "id",
    "journal_accessentry": "id",
}


def _sqlite() -> dict[str, str]:
    made: dict[str, str] = {}
    for table in _TABLES:
        key = _KEYS[table]
        name = f"{table}_no_replace"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key}) "
            f"BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
        )
        name = f"{table}_no_delete"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
        )
        allowed = " WHEN NOT (NEW.data = '' AND NEW.salt = '' AND NEW.seq = OLD.seq)" if "payload" in table else ""
        name = f"{table}_no_update"
        made[name] = (
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table}{allowed} "
            f"BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END"
        )
    return made


_PG_FUNCTION = """
CREATE OR REPLACE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'journal_eventpayload' THEN
    IF NEW.data = '' AND NEW.salt = '' AND NEW.seq = OLD.seq THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'journal is append-only';
END $$
"""


def _postgresql() -> dict[str, str]:
    made: dict[str, str] = {}
    for table in _TABLES:
        made[f"{table}_no_change"] = (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION journal_append_only()"
        )
        made[f"{table}_no_truncate"] = (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION journal_append_only()"
        )
    return made


def wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Every trigger by name with the statement that makes it."""
    return _postgresql() if connection.vendor == "postgresql" else _sqlite()


def present(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of the triggers that are there and enabled."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return {row[0] for row in cursor.fetchall()}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    return sorted(set(wanted(connection)) - present(connection))


def install(connection: BaseDatabaseWrapper) -> None:
    """Make every trigger that is not there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_PG_FUNCTION)
        there = present(connection)
        for name, statement in wanted(connection).items():
            if name not in there:
                cursor.execute(statement)
