import pytest, time, cProfile, pstats
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tracker import published
from tracker.reference import FIXTURES
from pathlib import Path
from exchanges import dossiers
pytestmark = pytest.mark.django_db
def test_load(tmp_path):
    with published.writing():
        call_command("loaddata", *FIXTURES, verbosity=0)
    files=[]
    from exchanges.dossiers import forms
    for f in sorted(Path("seeds").glob("*.yaml")):
        try: forms.read_file(f); files.append(f)
        except Exception as e: print(e)
    pr=cProfile.Profile()
    t=time.time(); c0=time.process_time()
    try:
        if 1:
            pr.enable(); o=dossiers.load(files); pr.disable()
    except dossiers.DossierError as e: print(str(e)[:6000]); pr.disable(); return
    print("first", len(files), sum(sum(x.values()) for x in o.counts.values()), time.time()-t, time.process_time()-c0)
    pstats.Stats(pr).sort_stats("cumtime").print_stats(45)
    t=time.time(); c0=time.process_time()
    dossiers.load(files)
    print("second", time.time()-t, time.process_time()-c0)
    t=time.time(); dossiers.dump(); print("dump", time.time()-t)
