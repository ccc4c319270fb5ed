"""Geometry of the charts: pure functions from documents to points, no drawing."""
