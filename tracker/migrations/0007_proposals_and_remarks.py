"""Proposals hold whole records; remarks; a right to revise what others entered."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing has written a proposal before, so none is lost."""

    dependencies = [
        ("tracker", "0006_gate"),
    ]

    operations = [
        migrations.DeleteModel(
            name="Proposal",
        ),
        migrations.CreateModel(
            name="Proposal",
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
                    "record_label",
                    models.CharField(
                        help_text="The record's model, such as exchanges.release.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="The record's primary key.", max_length=20
                    ),
                ),
                (
                    "record_name",
                    models.CharField(
                        help_text="What the record was called when it was proposed.",
                        max_length=300,
                    ),
                ),
                (
                    "before",
                    models.JSONField(
                        blank=True,
                        help_text="The record as the author saw it; null for a new one.",
                        null=True,
                    ),
                ),
                (
                    "after",
                    models.JSONField(
                        blank=True,
                        help_text="The record as proposed; null to delete it.",
                        null=True,
                    ),
                ),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Rules by which a second person has to look at it.",
                        size=None,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, default="", help_text="Why, and where it says so."
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="What was said about the decision.",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("taken_back", "taken back by its author"),
                        ],
                        default="waiting",
                        help_text="What became of it.",
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "indexes": [
                    models.Index(
                        fields=["record_label", "record_key"], name="proposal_record"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["approved", "refused", "taken_back", "waiting"],
                            )
                        ),
                        name="proposal_state_known",
                        violation_error_message="state is one of waiting, approved, refused, taken_back.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at", None),
                                ("decided_by", None),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_by_someone",
                        violation_error_message="A decision has a person and an instant.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by", None),
                            models.Q(
                                ("decided_by", models.F("proposed_by")),
                                ("state", "taken_back"),
                            ),
                            models.Q(
                                models.Q(("state", "taken_back"), _negated=True),
                                models.Q(
                                    ("decided_by", models.F("proposed_by")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_not_decided_by_its_author",
                        violation_error_message="Somebody else decides about your proposal; only you take it back.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", False),
                            ("after__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_of_something",
                        violation_error_message="A proposal has a state before or after.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
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
                    "record_label",
                    models.CharField(
                        help_text="The record's model, such as exchanges.release.",
                        max_length=60,
                    ),
                ),
                (
                    "record_key",
                    models.CharField(
                        help_text="The record's primary key.", max_length=20
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        help_text="The proposal it is about, if any.",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="tracker.proposal",
                    ),
                ),
                (
                    "state_before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="",
                        help_text="The record's state before, if it changed.",
                        max_length=10,
                    ),
                ),
                (
                    "state_after",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="",
                        help_text="The record's state after, if it changed.",
                        max_length=10,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, default="", help_text="What was said."
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        help_text="Who said it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
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
                "ordering": ["created_at", "id"],
                "default_permissions": ("add", "view"),
                "indexes": [
                    models.Index(
                        fields=["record_label", "record_key"], name="remark_record"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state_before__in",
                                ["", "draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="remark_state_before_known",
                        violation_error_message="state_before is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state_after__in",
                                ["", "draft", "in_review", "published", "withdrawn"],
                            )
                        ),
                        name="remark_state_after_known",
                        violation_error_message="state_after is one of draft, in_review, published, withdrawn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True),
                            models.Q(("state_after", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="remark_says_something",
                        violation_error_message="Say something.",
                    ),
                ],
            },
        ),
    ]
