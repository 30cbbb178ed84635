"""Where the database is, and what the application's role may do in it.

Two roles: the owner migrates; the app runs and may neither change nor delete audit events (`APPEND_ONLY`).
"""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

APP_ROLE = "heli_app"
APPEND_ONLY = ("audit_event", "audit_seal")
"""Tables in which the app's role may only insert and read."""
KEEPS_SHAPE = ("audit_payload",)
"""Tables from which the app's role may delete (误传处置) but never update."""


def url_for(role: str) -> str:
    """The address for `role` ("app" or "owner"); the owner falls back to the app's, for single-role servers."""
    app = os.environ.get("DATABASE_URL", "")
    return (os.environ.get("DATABASE_OWNER_URL") or app) if role == "owner" else app


def options_of(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for a libpq address; every connection is kept in a small pool."""
    parts = conninfo_to_dict(url) if url else {}
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    entry: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "NAME": "heli"}
    extra: dict[str, Any] = {}
    for name, value in parts.items():
        if name in known:
            entry[known[name]] = str(value)
        else:
            extra[name] = value
    pooled = os.environ.get("HELI_POOL", "1") == "1"
    entry["OPTIONS"] = extra | ({"pool": {"min_size": 1, "max_size": 8, "timeout": 10}} if pooled else {})
    return entry


def grant() -> None:
    """Gives the app's role its rights after a migration; run as the owner. A server without that role is left alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [APP_ROLE])
        user, exists = cursor.fetchone() or ("", False)
        if not exists or user == APP_ROLE:
            return
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {APP_ROLE}")
        for table in APPEND_ONLY:
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}")
        for table in KEEPS_SHAPE:
            cursor.execute(f"REVOKE UPDATE, TRUNCATE ON {table} FROM {APP_ROLE}")
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}")
