"""The remarks of OFAC's csv files: one text in which most of a record is written."""

import re
from dataclasses import dataclass, field

from . import day_words
from .entries import WEAK, EntryBirth, EntryIdentifier, EntryName

# Words before a number; a longer one comes before its own beginning.
_NUMBER_WORDS = (
    r"Vessel Registration Identification IMO|Vessel Registration Identification|"
    r"Identification Number IMO|Company Number IMO|MMSI|Aircraft Construction Number "
    r"\(also called L/N or S/N or F/N\)|"
    r"Aircraft Manufacturer's Serial Number \(MSN\)|Aircraft Tail Number|"
    r"Digital Currency Address - [A-Z0-9]+|SWIFT/BIC|D-U-N-S Number|"
    r"Unified Social Credit Code \(USCC\)|ISIN|BIK \(RU\)|"
    r"Passport|Diplomatic Passport|National ID No\.|Identification Number|"
    r"Tax ID No\.|Registration ID|Registration Number|Public Registration Number|"
    r"Business Registration Number|Business Registration Document #|"
    r"Business Number|Company Number|Legal Entity Number|Government Gazette Number|"
    r"Commercial Registry Number|Chamber of Commerce Number|Trade License No\.|"
    r"Cedula No\.|Cedula de Residencia|Cedula de Ciudadania|NIT #|RUC #|RIF #|RFC|"
    r"C\.U\.R\.P\.|C\.U\.I\.T\.|C\.U\.I\.|C\.U\.I\.P\.|D\.N\.I\.|D\.U\.I\.|I\.F\.E\.|"
    r"R\.F\.C\.|C\.R\. No\.|V\.A\.T\. Number|SSN|Folio Mercantil No\.|"
    r"Matricula Mercantil No\.?|Driver's License No\.|License|Residency Number|"
    r"Birth Certificate Number|Bosnian Personal ID No\.|Turkish Identification Number|"
    r"British National Overseas Passport|Stateless Person Passport|"
    r"Stateless Person ID Card|Refugee ID Card|Personal ID Card|Afghan Tazkira No\.|"
    r"Paraguayan Tax Identification Number|Italian Fiscal Code|Fiscal Code|"
    r"Global Intermediary Identification Number|Numero de Identidad|"
    r"Registered Charity No\.|Central Registration Number|Dubai Chamber of Commerce "
    r"Membership No\.|Economic Register Number|Enterprise Number|File Number|"
    r"Organization Code|Pilot License Number|Seafarer's Identification Document|"
    r"Travel Document Number|Tourism License No\.|UK Company Number|US FEIN|"
    r"Visa Number|Electoral Registry No\.|Credencial electoral|Tarjeta de Identidad|"
    r"Tarjeta Profesional|Immigration No\.|Interpol: Red Notice No\.|"
    r"Equity Ticker|N\.I\.E\.|C\.I\.F\.|N\.I\.F\.|LE Number|Moroccan Personal ID No\.|"
    r"Kuwait Civil ID No\.|Phone Number \(IMSI\)"
)
_NUMBER = re.compile(
    rf"^(?:alt\. )?(?P<kind>{_NUMBER_WORDS}) (?P<value>[^()]+?)"
    r"(?: \((?P<country>[^()]+(?:\([^()]*\))?[^()]*)\))?"
    r"(?: (?:issued|expires|Issued) .*)?$"
)
_NAME = re.compile(r"^[afn]\.k\.a\. '(?P<name>.*)'$")
_BIRTH = re.compile(r"^(?:alt\. )?DOB (?P<words>.+)$")
_COUNTRY = re.compile(r"^(?:alt\. )?(?:nationality|citizen) (?P<country>.+)$")
_LINK = re.compile(r"^Linked To: (?P<name>.+)$")
# Contact details and places of birth count as changes but are not kept.
_UNSHOWN = re.compile(
    r"^(?:alt\. )?(?:Phone Number|Telephone|Fax|Email Address|POB) ", re.IGNORECASE
)


@dataclass(slots=True)
class Remarks:
    """What a remark says, sorted by kind; ``rest`` is what no rule knows."""

    names: list[EntryName] = field(default_factory=list)
    identifiers: list[EntryIdentifier] = field(default_factory=list)
    births: list[EntryBirth] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    linked_to: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read(text: str) -> Remarks:
    """Take a whole remark apart; it must be joined with its continuation before.

    Source:
        OFAC's "Specially Designated Nationals List data formats": parts are separated
        by a semicolon, the last one ends in a full stop.
    """
    found = Remarks()
    whole = text.removesuffix(".")
    for part in map(str.strip, whole.split("; ")):
        if part and not _UNSHOWN.match(part):
            _sort(part, found)
    return found


def _sort(part: str, found: Remarks) -> None:
    if match := _NAME.match(part):
        found.names.append(EntryName(match["name"].strip(), WEAK))
    elif match := _BIRTH.match(part):
        found.births.append(day_words.birth(match["words"]))
    elif match := _COUNTRY.match(part):
        found.countries.append(match["country"])
    elif match := _LINK.match(part):
        found.linked_to.append(match["name"])
    elif match := _NUMBER.match(part):
        found.identifiers.append(number(*match.group("kind", "value", "country")))
    else:
        found.rest.append(part)


def number(kind: str, value: str, country: str | None) -> EntryIdentifier:
    """Write kinds of numbers alike in all of OFAC's formats; ``IMO`` above all."""
    kind, value = kind.strip().rstrip(":"), value.strip()
    if kind.endswith(" IMO") or value.startswith("IMO "):
        kind, value = "IMO", value.removeprefix("IMO ")
    return EntryIdentifier(kind, value, (country or "").strip())
