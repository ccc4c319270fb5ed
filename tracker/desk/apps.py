"""Django's admin with our site in it."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """The admin, as the editors' desk."""

    default_site = "tracker.desk.site.Desk"
