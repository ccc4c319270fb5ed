"""Addresses of the site; wiring, so it may look upwards."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
