"""The settings, on a database cluster that the tests have for themselves."""

import os
from pathlib import Path

for variable in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_PUBLIC_URL"):
    os.environ.pop(variable, None)
os.environ["TRACKER_VAR"] = str(Path(__file__).resolve().parent.parent / "var" / "test")
os.environ["EMBEDDED_FAST"] = "on"

from tracker.settings import *  # noqa: E402, F403
from tracker.settings import DATABASES  # noqa: E402

# One database under three roles. Django leaves mirrors alone, so it neither makes nor
# empties them: tests/databases.py does.
for alias in DATABASES:
    DATABASES[alias]["TEST"] = {"MIRROR": "owner"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # else every test client lists all static files
CACHE_BYTES = RATE_LIMIT = 0  # tests of the gate switch them on
