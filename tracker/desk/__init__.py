"""The editors' desk as a whole: its menu, its front page, its search.

What an editor does with one kind of record is in each package's ``admin``.
"""
