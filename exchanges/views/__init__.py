"""The public pages: each fetches documents, asks pure functions, renders."""
