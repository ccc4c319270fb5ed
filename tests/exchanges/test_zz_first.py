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
    for f in sorted(map(str,Path("seeds").glob("*.yaml")))+["seeds","tests/data/second.yaml"]:
      for i in range(2):
        t=time.time()
        try:
          with CaptureQueriesContext(connection) as c:
            call_command("load_dossier", f)
        except CommandError as e: print(str(e)[:3000])
        print(f, time.time()-t, len(c))
