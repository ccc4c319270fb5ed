"""The public record as files: tables, JSON Lines, one SQLite database.

All are made from published documents, fetched through the public role by COPY, one at a
time. ``tables`` says which table and column a field of a document goes to.
"""
