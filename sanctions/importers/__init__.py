"""One module for each published sanctions list."""

from . import canada, eu, ofac, opensanctions, uk, un, us_csl
from .entries import ListFormat

LISTS: dict[str, ListFormat] = {
    entry.code: entry
    for entry in (
        ofac.SDN,
        ofac.CONSOLIDATED,
        eu.EU,
        uk.UK,
        uk.OFSI,
        un.UN,
        canada.CANADA,
        us_csl.CSL,
        opensanctions.OPENSANCTIONS,
    )
}
