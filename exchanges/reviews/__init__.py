"""Reviews: what an editor sees and says of a draft, and how it becomes records.

``articles`` takes a text and reads it, ``desk`` lays a draft out beside it, ``values``
turns fields into lines of text and back, ``judging`` takes one answer, ``writing``
writes what was accepted as drafts.
``docs/intake.md`` explains it to editors.
"""
