"""Reports from the public."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table."""

    dependencies = [
        ("tracker", "0011_changes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicReport",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("error", "something is wrong"),
                            ("removal", "a name should be withheld"),
                        ],
                        help_text="What somebody wants.",
                        max_length=7,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="Page it is about.",
                        max_length=300,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What was written; empty once erased.",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        default="",
                        help_text="How the writer wants to be answered, if at all.",
                        max_length=200,
                    ),
                ),
                (
                    "visitor",
                    models.CharField(
                        help_text="Digest of the sender's network, to limit floods.",
                        max_length=64,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("at_work", "at work"),
                            ("done", "done"),
                            ("declined", "declined"),
                        ],
                        default="new",
                        help_text="How far the editors are with it.",
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What was done, and what was answered.",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When it was done or declined (UTC).",
                        null=True,
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who closed it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(
                        fields=["visitor", "created_at"], name="publicreport_visitor"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["error", "removal"])),
                        name="publicreport_kind_known",
                        violation_error_message="kind is one of error, removal.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["at_work", "declined", "done", "new"])
                        ),
                        name="publicreport_state_known",
                        violation_error_message="state is one of new, at_work, done, declined.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("state__in", ["new", "at_work"])
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ["new", "at_work"]), _negated=True
                                ),
                                ("closed_at__isnull", False),
                                ("handled_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="publicreport_closed_by_someone",
                        violation_error_message="A closed report has a person and an instant.",
                    ),
                ],
            },
        ),
    ]
