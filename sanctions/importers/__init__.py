"""One module for each published sanctions list."""
