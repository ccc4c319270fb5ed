"""The function that counts requests, and what the public sees of the data version."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "gate.sql"
UNDO = """
DROP FUNCTION admit(text, text, integer, integer, integer);
DROP VIEW published_version;
CREATE VIEW published_version AS SELECT id, number, changed_at FROM tracker_dataversion;
DROP TABLE tracker_visit;
"""


class Migration(migrations.Migration):
    """Make them."""

    dependencies = [("tracker", "0005_token")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDO)]
