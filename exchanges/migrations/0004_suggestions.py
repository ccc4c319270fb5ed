"""What editors said to suggested links."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create the table."""

    dependencies = [
        ("exchanges", "0003_revise"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
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
                    "key",
                    models.CharField(
                        help_text="What is suggested: a removal from a list, or an act.",
                        max_length=300,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted, as a draft"),
                            ("rejected", "rejected"),
                        ],
                        help_text="What the editor said.",
                        max_length=8,
                    ),
                ),
                ("words", models.TextField(help_text="What the editor was told.")),
                (
                    "decided_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "concession",
                    models.ForeignKey(
                        blank=True,
                        help_text="The draft that was made of it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exchanges.concession",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        help_text="Who said so.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "linkage",
                    models.ForeignKey(
                        blank=True,
                        help_text="The link that was made of it.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="exchanges.linkage",
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        help_text="For which.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="exchanges.release",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["accepted", "rejected"])),
                        name="suggestion_state_known",
                        violation_error_message="state is one of accepted, rejected.",
                    ),
                    models.UniqueConstraint(
                        fields=("release", "key"),
                        name="suggestion_once",
                        violation_error_message="Somebody has decided on this already.",
                    ),
                ],
            },
        ),
    ]
