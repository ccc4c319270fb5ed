"""Articles that editors give, and what was proposed of them."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Create them."""

    dependencies = [
        ("exchanges", "0004_suggestions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IntakeArticle",
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
                    "sha256",
                    models.CharField(
                        help_text="Digest of the text.", max_length=64, unique=True
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="As printed.", max_length=500
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True, help_text="Who printed it.", max_length=200
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        blank=True, help_text="Its address.", max_length=2000
                    ),
                ),
                ("published_on", models.DateField(help_text="The day of publication.")),
                (
                    "text",
                    models.TextField(help_text="The text as read; for editors only."),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who gave it; nobody for the command line.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="IntakeProposal",
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
                        help_text="The same whenever the same text says the same.",
                        max_length=16,
                    ),
                ),
                (
                    "section",
                    models.CharField(
                        help_text="Section of the dossier, such as releases.",
                        max_length=20,
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True, help_text="Slug in the draft.", max_length=120
                    ),
                ),
                ("drafted", models.JSONField(help_text="Its fields as drafted.")),
                (
                    "passages",
                    models.JSONField(
                        help_text="Paragraph, range and digest of each passage."
                    ),
                ),
                (
                    "alternatives",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="Other values, with their passages.",
                    ),
                ),
                (
                    "another_source_for",
                    models.CharField(
                        blank=True,
                        help_text="The record that it seems to be.",
                        max_length=120,
                    ),
                ),
                (
                    "band",
                    models.CharField(
                        choices=[
                            ("ready", "ready"),
                            ("check", "check"),
                            ("unlikely", "unlikely"),
                        ],
                        help_text="How sure.",
                        max_length=8,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it is that sure."),
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                        ],
                        default="open",
                        help_text="What the editor said.",
                        max_length=8,
                    ),
                ),
                (
                    "final",
                    models.JSONField(
                        blank=True,
                        help_text="Its fields as the editor accepted them.",
                        null=True,
                    ),
                ),
                (
                    "judged_at",
                    models.DateTimeField(blank=True, help_text="When.", null=True),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        help_text="Of which.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="exchanges.intakearticle",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Who said so; nobody for the command line.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intake_judgements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["article", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="intakearticle",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="intakearticle_sha256_is_hex",
                violation_error_message="A digest has 64 hexadecimal digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("band__in", ["check", "ready", "unlikely"])),
                name="intakeproposal_band_known",
                violation_error_message="band is one of ready, check, unlikely.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["accepted", "open", "rejected"])),
                name="intakeproposal_state_known",
                violation_error_message="state is one of open, accepted, rejected.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeproposal",
            constraint=models.UniqueConstraint(
                fields=("article", "key"),
                name="intakeproposal_once",
                violation_error_message="This is proposed of the article already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_at", None), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("judged_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="intakeproposal_judged_at_an_instant",
                violation_error_message="A judgement has an instant.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("final__isnull", False), ("state", "accepted")),
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("final__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="intakeproposal_final_if_accepted",
                violation_error_message="What is accepted has its final fields.",
            ),
        ),
    ]
