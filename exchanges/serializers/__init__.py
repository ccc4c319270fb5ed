"""The shapes of public documents on exchanges."""
