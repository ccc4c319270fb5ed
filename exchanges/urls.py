"""Addresses of the public pages on the record."""

from django.urls import path

from .views import records

urlpatterns = [
    path("releases/<slug:slug>/", records.release, name="release"),
    path("trades/<slug:slug>/", records.trade, name="trade"),
    path("concessions/<slug:slug>/", records.concession, name="concession"),
    path("people/<slug:slug>/", records.person, name="person"),
    path("contacts/<slug:slug>/", records.contact, name="contact"),
    path("tallies/<slug:slug>/", records.tally, name="tally"),
]
