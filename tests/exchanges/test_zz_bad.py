import pytest, sys
sys.path.insert(0,"/tmp")
from bad import CASES
from django.core.management import call_command
from django.core.management.base import CommandError
from tracker import published
from tracker.reference import FIXTURES
pytestmark = pytest.mark.django_db
def test_all(tmp_path):
    with published.writing():
        call_command("loaddata", *FIXTURES, verbosity=0)
    for name, text in CASES.items():
        p=tmp_path/"bad.yaml"; p.write_text(text)
        print("=====",name)
        try: call_command("load_dossier", str(p)); print("LOADED")
        except CommandError as e: print(str(e).replace(str(p),"bad.yaml"))
