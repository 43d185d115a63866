"""What PostgreSQL's planner knows of the rows of a test."""

from django.db import connection


def learn() -> None:
    """Tell PostgreSQL how many rows this test has written.

    Within a transaction it learns nothing by itself; and of tables that earlier tests have filled and emptied it knows
    that they are empty, so that it may choose loops within loops, which took minutes for 600 actions.
    """
    if connection.vendor == "postgresql":
        # Named one by one: the catalogues are shared, and another worker's look at them would have to wait for this.
        tables = ", ".join(connection.ops.quote_name(name) for name in connection.introspection.table_names())
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {tables}")
