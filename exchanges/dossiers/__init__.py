"""Dossiers: one YAML file per story, written by people from articles.

``load`` and ``revert`` write the record, ``dump`` gives it back as files, ``stamp`` and
``verify`` tie citations to an editor's copy of a text. ``docs/dossiers.md`` explains
the format to editors.
"""

from .drafts import answers
from .dumping import Dumped, UnknownStoryError, dump
from .loading import Outcome, are_loaded, files_in, load, revert
from .passages import SourceChoiceError, Text, stamp, verify
from .placing import advice, gone
from .plan import Edited, EditedError
from .problems import DossierError, Problem
from .reporting import as_json, brief, complaint, summary
from .schema import json_schema

__all__ = [
    "DossierError",
    "Dumped",
    "Edited",
    "EditedError",
    "Outcome",
    "Problem",
    "SourceChoiceError",
    "Text",
    "UnknownStoryError",
    "advice",
    "answers",
    "are_loaded",
    "as_json",
    "brief",
    "complaint",
    "dump",
    "files_in",
    "gone",
    "json_schema",
    "load",
    "revert",
    "stamp",
    "summary",
    "verify",
]
