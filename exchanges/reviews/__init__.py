"""Reviews: what an editor sees and says of a draft, and how it becomes records.

``desk`` lays a draft out beside its text, ``values`` turns fields into lines of text and
back, ``judging`` takes one answer, ``writing`` writes what was accepted as drafts.
``docs/intake.md`` explains it to editors.
"""
