"""Articles can be judged, written as drafts, and lose their text; readings are kept."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Add what the review needs."""

    dependencies = [
        ("exchanges", "0005_intake"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="intakearticle",
            options={"ordering": ["-created_at", "-id"], "verbose_name": "article"},
        ),
        migrations.CreateModel(
            name="IntakeReading",
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
                    "engine",
                    models.CharField(
                        help_text="SHA-256 of the code and word lists that read it.",
                        max_length=64,
                    ),
                ),
                (
                    "data_version",
                    models.BigIntegerField(
                        help_text="Of the record, from which the known names came."
                    ),
                ),
                (
                    "read_by",
                    models.CharField(
                        default="rules",
                        help_text="Who read it: rules, a model.",
                        max_length=200,
                    ),
                ),
                (
                    "ready",
                    models.PositiveIntegerField(
                        help_text="How many proposals were ready."
                    ),
                ),
                (
                    "check_first",
                    models.PositiveIntegerField(
                        help_text="How many were to be checked."
                    ),
                ),
                (
                    "unlikely",
                    models.PositiveIntegerField(help_text="How many were unlikely."),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.AddField(
            model_name="intakearticle",
            name="dossier",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The dossier under which accepted proposals were written as drafts.",
                max_length=120,
            ),
        ),
        migrations.AddField(
            model_name="intakearticle",
            name="language",
            field=models.CharField(
                default="en", help_text="ISO 639 code of its language.", max_length=12
            ),
        ),
        migrations.AddField(
            model_name="intakearticle",
            name="text_deleted_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the text was deleted; judgements stay.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="intakearticle",
            name="written_at",
            field=models.DateTimeField(
                blank=True, help_text="When they were last written.", null=True
            ),
        ),
        migrations.AddField(
            model_name="intakearticle",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who last wrote them.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="intakeproposal",
            name="cites",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                help_text="Passages that the editor cites instead of those as drafted.",
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="intakearticle",
            name="text",
            field=models.TextField(
                blank=True,
                help_text="The text as read; for editors only. Empty once deleted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakearticle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), ("text_deleted_at__isnull", False)),
                    models.Q(
                        models.Q(("text", ""), _negated=True), ("text_deleted_at", None)
                    ),
                    _connector="OR",
                ),
                name="intakearticle_text_until_deleted",
                violation_error_message="The text is there until it is deleted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakearticle",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("dossier", ""), _negated=True),
                    models.Q(("written_at", None), ("written_by", None)),
                    _connector="OR",
                ),
                name="intakearticle_written_has_dossier",
                violation_error_message="What was written was written as a dossier.",
            ),
        ),
        migrations.AddField(
            model_name="intakereading",
            name="article",
            field=models.ForeignKey(
                help_text="Of which.",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="exchanges.intakearticle",
            ),
        ),
        migrations.AddField(
            model_name="intakereading",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Who had it read.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
