"""One module for each published sanctions list."""

from . import ofac, un
from .entries import ListFormat

LISTS: dict[str, ListFormat] = {
    entry.code: entry
    for entry in (
        ofac.SDN,
        ofac.CONSOLIDATED,
        un.UN,
    )
}
