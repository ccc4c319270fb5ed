"""Authorities, programmes, entities, listings and sanctions actions."""
