import pytest, time, yaml
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tracker import published
from pathlib import Path
pytestmark = pytest.mark.django_db
def test_load():
    with published.writing():
        for f in ("countries","parties","authorities","programmes"):
            call_command("loaddata", f"fixtures/{f}.json", verbosity=0)
    from django.core.management.base import CommandError
    call_command("load_dossier", "seeds/wsj-belarus.yaml","tests/data/second.yaml", "seeds/us-iran-2023.yaml", "seeds/gaza-2025-10.yaml")
    call_command("dump_dossier", out="/tmp/dumped")
    call_command("load_dossier", "/tmp/dumped")
    call_command("dump_dossier", out="/tmp/dumped2")
