"""What can go wrong with the embedded server, for people to read."""


class EmbeddedError(RuntimeError):
    """The embedded PostgreSQL cannot be used; the message says why."""
