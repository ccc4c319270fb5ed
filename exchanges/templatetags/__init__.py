"""Filters that put documents into words."""
