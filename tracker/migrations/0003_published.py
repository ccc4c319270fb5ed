"""Marks, the view that the public reads, and the triggers' functions."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "published.sql"
UNDO = """
DROP VIEW published_version;
DROP VIEW published_document;
DROP TRIGGER mark_not_left ON tracker_mark;
DROP FUNCTION refuse_marks(), unwatch_tables_except(text[]);
DROP FUNCTION watch_table(text, text[]);
DROP FUNCTION mark_documents() CASCADE;
DELETE FROM tracker_dataversion;
"""


class Migration(migrations.Migration):
    """Make them."""

    dependencies = [("tracker", "0002_records")]

    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"), UNDO)]
