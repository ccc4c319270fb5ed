"""docker-compose.yml is valid, and says to the settings only what they understand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ImproperlyConfigured

from tracker import environment
from tracker.databases import ROLES, databases

BASE = Path(__file__).resolve().parent.parent
COMPOSE = BASE / "docker-compose.yml"
SERVICES = yaml.safe_load(COMPOSE.read_text())["services"]
SITES = [name for name, service in SERVICES.items() if "build" in service]
SECRET = "k" * 64
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


def substituted(text, values):
    """Fill in variables as Compose does: ${NAME:?} is needed, ${NAME:-x} is not."""

    def value(match):
        name, operator, default = match.groups()
        if values.get(name):
            return values[name]
        assert operator == "-", f"{name} is needed"
        return default

    return VARIABLE.sub(value, str(text))


def environment_of(service, **values):
    needed = ("SECRET_KEY", "OWNER_PASSWORD", "APP_PASSWORD", "PUBLIC_PASSWORD")
    values = dict.fromkeys(needed, SECRET) | values
    return {
        name: substituted(text, values)
        for name, text in SERVICES[service]["environment"].items()
    }


def test_compose_file_follows_the_specification():
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.compose-spec", COMPOSE]

    result = subprocess.run(command, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("service", SITES)
def test_settings_know_every_variable(service):
    assert {*SERVICES[service]["environment"]} <= {*environment.VARIABLES}


@pytest.mark.parametrize("service", SITES)
def test_settings_accept_what_the_service_gives_them(service):
    read = environment.read(environment_of(service), base=BASE)

    assert not read.is_demo
    assert read.allowed_hosts == ["127.0.0.1", "localhost"]


@pytest.mark.parametrize("service", SITES)
def test_settings_refuse_a_service_without_a_secret(service):
    variables = environment_of(service) | {"SECRET_KEY": ""}

    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        environment.read(variables, base=BASE)


def test_the_site_cannot_log_in_as_more_than_it_is():
    read = environment.read(environment_of("web"), base=BASE)

    users = {alias: entry["USER"] for alias, entry in databases(read).items()}

    assert users["default"] == ROLES["default"]
    assert users["public"] == ROLES["public"]
    assert "DATABASE_OWNER_URL" not in SERVICES["web"]["environment"]


def test_only_this_machine_reaches_the_site():
    published = [p for service in SERVICES.values() for p in service.get("ports", [])]

    assert published == ["127.0.0.1:8000:8000"]


def test_what_is_kept_lies_in_volumes():
    declared = {*yaml.safe_load(COMPOSE.read_text())["volumes"]}
    used = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith(".")
    }

    assert used == declared
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            if volume.startswith("."):
                assert (BASE / volume.split(":")[0]).exists()


def test_services_wait_for_what_they_need():
    assert SERVICES["database"]["healthcheck"]
    assert SERVICES["web"]["healthcheck"]["test"][1:] == ["python", "docker/ready.py"]
    assert SERVICES["prepare"]["depends_on"] == {
        "database": {"condition": "service_healthy"}
    }
    assert SERVICES["web"]["depends_on"] == {
        "database": {"condition": "service_healthy"},
        "prepare": {"condition": "service_completed_successfully"},
    }
