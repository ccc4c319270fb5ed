"""The two functions that give the bounds of an EDTF text, used by generated columns."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "sql" / "edtf.sql"


class Migration(migrations.Migration):
    """Create them before any table that uses them."""

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.RunSQL(
            SQL.read_text(encoding="utf-8"),
            "DROP FUNCTION edtf_earliest(text), edtf_latest(text), edtf_bounds(text),"
            " edtf_set(text), edtf_range(text, text, text), edtf_single(text),"
            " edtf_refuse(text);",
        ),
    ]
