"""Accounts made on the command line."""

import io

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from tests import desk

pytestmark = pytest.mark.django_db


def test_an_account_is_made_with_its_role_and_the_password_shown(client):
    desk.load_roles()
    out = io.StringIO()

    call_command("account", "person-one", role="publisher", stdout=out)

    user = get_user_model().objects.get(username="person-one")
    assert [group.name for group in user.groups.all()] == ["publisher"]
    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password(out.getvalue().split()[-1])


@pytest.mark.parametrize(
    ("name", "role", "said"),
    [
        ("person-two", "king", "administrator, contributor, editor, publisher"),
        ("person-one", "editor", "already"),
        ("person two", "editor", "valid username"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_nothing_made(name, role, said):
    desk.load_roles()
    call_command("account", "person-one", role="viewer", stdout=io.StringIO())

    with pytest.raises(CommandError, match=said):
        call_command("account", name, role=role)

    assert get_user_model().objects.filter(is_staff=True).count() == 1
