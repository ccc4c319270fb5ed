"""Two people at the editors' desk, for the tests of each package."""

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from tests import admin_site, factories

ROLES = ("viewer", "contributor", "editor", "publisher", "administrator")


def load_roles():
    call_command("loaddata", "roles", verbosity=0)


def somebody(role):
    """A browser in which an account of that role has signed in."""
    if not Group.objects.filter(name=role).exists():
        load_roles()
    user = factories.UserFactory(staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def opened(client, row):
    """What the browser holds after opening a record's form."""
    response = client.get(admin_site.address(type(row), "change", row.pk))
    assert response.status_code == 200
    return admin_site.form_of(response)


def save(client, row, form, **values):
    url = admin_site.address(type(row), "change", row.pk)
    return client.post(url, {**form, **values})


def change(client, row, **values):
    """Open a record's form, change fields, save."""
    return save(client, row, opened(client, row), **values)


def act(client, action, rows, **data):
    """Choose rows in a list and an action."""
    rows = list(rows)
    url = admin_site.address(type(rows[0]), "changelist")
    return client.post(
        url,
        {"action": action, "_selected_action": [r.pk for r in rows], **data},
    )


def said(response):
    """What the site tells the editor."""
    return [str(m) for m in response.context["messages"]] if response.context else []
