"""Intake: from one article to a draft dossier, each proposal beside its passage.

``drafting.draft`` is the way in. Everything up to it is pure: text and gazetteers in,
frozen values out; only ``gazetteers.from_database``, ``matching`` and what stores
drafts touch the database. ``docs/intake.md`` explains it to editors.
"""
