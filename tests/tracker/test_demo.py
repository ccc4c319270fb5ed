import json
import shutil
import socket
import subprocess
import sys

import psutil
import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError

from tracker import demo, editor, reference, sites
from tracker.models import Country

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_a_free_port_is_used_without_a_word():
    said = []
    with socket.socket() as other:
        other.bind((demo.HOST, 0))
        port = other.getsockname()[1]

    assert demo.free_port(port, said.append) == port
    assert said == []


def test_a_taken_port_is_named_and_another_one_used():
    said = []
    with socket.socket() as other:
        other.bind((demo.HOST, 0))
        other.listen()
        taken = other.getsockname()[1]

        port = demo.free_port(taken, said.append)

    assert port > taken
    assert said == [f"Port {taken} is taken; using {port}."]


def test_port_zero_is_any_free_one():
    assert demo.free_port(0, print) > 0


@pytest.mark.parametrize("port", [-1, 65_536])
def test_what_is_no_port_is_refused(port):
    with pytest.raises(CommandError, match="from 0 to 65535"):
        demo.free_port(port, print)


@pytest.mark.django_db
def test_the_editor_is_made_once():
    password = editor.ensure()

    assert authenticate(username=editor.NAME, password=password).is_superuser
    assert editor.ensure() is None


@pytest.mark.django_db
def test_a_new_password_replaces_the_old_one():
    old = editor.ensure()

    new = editor.renew_password()

    assert authenticate(username=editor.NAME, password=old) is None
    assert authenticate(username=editor.NAME, password=new)


@pytest.mark.django_db
@pytest.mark.parametrize("action", [editor.ensure, editor.renew_password])
def test_there_is_no_such_editor_with_a_database_of_ones_own(settings, action):
    settings.IS_DEMO = False

    with pytest.raises(CommandError):
        action()

    assert not get_user_model().objects.exists()


@pytest.mark.django_db
def test_reference_data_are_loaded_when_the_files_change(tmp_path):
    fixtures = tmp_path / "fixtures"
    shutil.copytree(settings.BASE_DIR / "fixtures", fixtures)
    state = tmp_path / "state"

    first = reference.load(fixtures, state=state)
    again = reference.load(fixtures, state=state)
    with (fixtures / "countries.json").open("a") as file:
        file.write("\n")
    changed = reference.load(fixtures, state=state)

    assert (first, again, changed) == (True, False, True)
    assert Country.objects.exists()


@pytest.mark.django_db
def test_reference_data_are_loaded_into_a_new_database(tmp_path):
    fixtures = settings.BASE_DIR / "fixtures"
    state = tmp_path / "state"
    reference.load(fixtures, state=state)
    # As if the database were another one: its countries are gone.
    Country.objects.all()._raw_delete("default")

    assert reference.load(fixtures, state=state)


@pytest.fixture
def sleeper():
    with subprocess.Popen(SLEEPER) as process:
        yield process
        process.kill()


def test_stopping_ends_the_sites_that_are_noted(tmp_path, sleeper):
    with sites.registered(tmp_path, sleeper.pid):
        stopped = sites.stop_all(tmp_path)

    assert stopped == 1
    assert not psutil.pid_exists(sleeper.pid)
    assert list(tmp_path.iterdir()) == []


def test_stopping_spares_a_process_that_has_got_an_old_number(tmp_path, sleeper):
    started = psutil.Process(sleeper.pid).create_time() - 3600
    note = {str(sleeper.pid): started}
    (tmp_path / "1.json").write_text(json.dumps(note))

    assert sites.stop_all(tmp_path) == 0

    assert sleeper.poll() is None
    assert list(tmp_path.iterdir()) == []
