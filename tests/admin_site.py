"""Ways to look at the admin, for the tests of each package."""

import re

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

# What a browser refuses under script-src 'self'; style-src 'self'.
INLINE = re.compile(
    r"<style|<script(?![^>]*(\bsrc=|type=\"application/json\"))|\sstyle=|\son[a-z]+=|javascript:",
    re.IGNORECASE,
)


def registered(package):
    return sorted(
        (model for model in admin.site._registry if model._meta.app_label == package),
        key=lambda model: model.__name__,
    )


def editable_models(package):
    return [
        model
        for model in apps.get_app_config(package).get_models()
        if model._meta.managed
        and not any(field.name == "pgh_id" for field in model._meta.concrete_fields)
    ]


def reachable(package):
    """Models with an admin of their own, or a part of another one's form."""
    found = set()
    for model, model_admin in admin.site._registry.items():
        found |= {model, *(inline.model for inline in model_admin.inlines)}
    return {model for model in found if model._meta.app_label == package}


def address(model, view, *arguments):
    options = model._meta
    return reverse(
        f"admin:{options.app_label}_{options.model_name}_{view}", args=arguments
    )


def page(client, url):
    """Get a page; return its text and the number of queries it took."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode(), len(queries)


def sign_in(client, *permissions, administrator=False):
    """Sign in a member of staff with ``app.codename`` permissions."""
    user = factories.UserFactory(staff=True, is_superuser=administrator)
    for permission in permissions:
        label, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    client.force_login(user)
    return user


def form_of(response):
    """Give what a browser would send if the form on the page were saved unchanged."""
    context = response.context
    data = {"desk-base": context["base"]} if context.get("base") else {}
    forms = [context["adminform"].form]
    for formset in context["inline_admin_formsets"]:
        forms += [formset.formset.management_form, *formset.formset.forms]
    for form in forms:
        for bound in form:
            value = bound.value()
            if value is None or value is False:
                continue
            data[bound.html_name] = "on" if value is True else value
    return data


def assert_pages(client, factory, *, changelist, add):
    """Assert that a model's pages open, in how many queries, with nothing inline."""
    model = factory._meta.model
    row = factory()
    sign_in(client, administrator=True)
    list_url, add_url = address(model, "changelist"), address(model, "add")
    client.get(add_url)  # loads the content type, which Django keeps

    first, queries = page(client, list_url)
    factory.create_batch(3)
    second, queries_of_four = page(client, list_url)
    opened, _ = page(client, address(model, "change", row.pk))

    assert (queries, queries_of_four) == (changelist, changelist)
    texts = [first, second, opened]
    if add is None:
        assert client.get(add_url).status_code == 403
    else:
        empty, queries = page(client, add_url)
        texts.append(empty)
        assert queries == add
    assert [found[0] for text in texts if (found := INLINE.search(text))] == []


def with_publish_permission(monkeypatch, *models):
    """Tell publishing from changing, as roles do."""
    for model in models:
        monkeypatch.setattr(
            model._meta,
            "default_permissions",
            ("add", "change", "delete", "view", "publish"),
        )


def contributor_permissions(*models):
    return [
        f"{model._meta.app_label}.{action}_{model._meta.model_name}"
        for model in models
        for action in ("view", "add", "change")
    ]


def no_parts(*prefixes):
    """What a browser sends of inlines without a row."""
    return {
        f"{prefix}-{total}_FORMS": "0"
        for prefix in prefixes
        for total in ("TOTAL", "INITIAL")
    }


def one_citation(source):
    """What a browser sends of one new citation."""
    return {
        "citations-TOTAL_FORMS": "1",
        "citations-INITIAL_FORMS": "0",
        "citations-0-source": str(source.pk),
        "citations-0-locator": "41",
        "citations-0-stance": "supports",
        "citations-0-position": "0",
    }
