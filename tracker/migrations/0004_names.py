"""The name index: spellings and their keys, and the views that the public reads."""

from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).resolve().parent.parent / "sql"
UNDO = """
DROP VIEW published_namekey;
DROP VIEW published_name;
DROP TRIGGER name_not_updated ON tracker_indexedname;
DROP TRIGGER name_keys_deleted ON tracker_indexedname;
DROP TRIGGER name_keys_added ON tracker_indexedname;
DROP FUNCTION refuse_name_update(), delete_name_keys(), add_name_keys();
DROP TABLE tracker_namekey;
ALTER TABLE tracker_indexedname DROP CONSTRAINT indexedname_document;
"""


class Migration(migrations.Migration):
    """Create them."""

    dependencies = [("tracker", "0003_published")]

    operations = [
        migrations.CreateModel(
            name="IndexedName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        help_text="Which part of the index: record:person and so on are public, list: and what follows are entries of lists, desk: is for editors.",
                        max_length=60,
                    ),
                ),
                (
                    "record_id",
                    models.CharField(
                        help_text="Primary key of the record or list entry.",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(help_text="The name as written.")),
                (
                    "tokens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="Its words as compared.",
                        size=None,
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="What it is looked up by.",
                        size=None,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        help_text="The published document that shows it; empty for other parts.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="tracker.document",
                    ),
                ),
            ],
            options={
                "ordering": ["part", "record_id", "id"],
                "indexes": [
                    models.Index(
                        fields=["part", "record_id"], name="indexedname_record"
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "names.sql").read_text(encoding="utf-8"), UNDO),
        migrations.RunSQL(
            (SQL / "marking.sql").read_text(encoding="utf-8"), migrations.RunSQL.noop
        ),
    ]
