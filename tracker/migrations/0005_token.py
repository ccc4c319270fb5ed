"""Keys for bulk use of the API."""

import django.core.validators
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0004_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
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
                    "name",
                    models.CharField(
                        help_text="Who uses it, and for what: an organisation.",
                        max_length=200,
                    ),
                ),
                (
                    "prefix",
                    models.CharField(
                        editable=False,
                        help_text="First letters of the key, to tell keys apart.",
                        max_length=9,
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False, help_text="SHA-256 of the key.", max_length=64
                    ),
                ),
                (
                    "requests_a_minute",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="How many requests a minute it allows; empty for the usual number.",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "expires_on",
                    models.DateField(
                        blank=True,
                        help_text="Last day on which it works; empty for ever.",
                        null=True,
                    ),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When an administrator ended it.",
                        null=True,
                    ),
                ),
                (
                    "last_used_at",
                    models.DateTimeField(
                        editable=False,
                        help_text="When it was last used, to the hour.",
                        null=True,
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
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("digest",), name="token_once"),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="token_digest_is_hex",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requests_a_minute", None),
                            ("requests_a_minute__gte", 1),
                            _connector="OR",
                        ),
                        name="token_allows_something",
                        violation_error_message="A token allows a request a minute at least.",
                    ),
                ],
            },
        ),
    ]
