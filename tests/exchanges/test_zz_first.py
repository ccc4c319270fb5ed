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
    for a in (["/tmp/w.yaml","--verify","../shared/seeds/wsj-belarus.txt"],["/tmp/w.yaml","--stamp","../shared/seeds/wsj-belarus.txt"],["/tmp/w.yaml","--dry-run"],["/tmp/w.yaml"],["/tmp/w.yaml"],["/tmp/w.yaml","--revert"],["/tmp/w.yaml"],["/tmp/w.yaml","--revert"],["/tmp/w.yaml","--revert"],["/tmp/w.yaml","--json"],["nofile"]):
        t=time.time()
        try:
          with CaptureQueriesContext(connection) as c:
            call_command("load_dossier", *a)
        except CommandError as e: print(str(e)[:3000], e.returncode)
        print(a, time.time()-t, len(c))
