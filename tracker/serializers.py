"""The shapes of public documents: references, dates, counts, citations, people.

Serializers run only when a document is published. They read rows that have been
prefetched and never query. What is not published is left out or null.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from . import counts, dates
from .models import Citation, Party, Person, Source, State

API = "/api/v1"
WITHHELD = "name withheld"
NOT_STATED = "name not stated"


def is_public(record: Any) -> bool:  # any record with a state
    """Tell whether the public may see a record; None is nothing to see.

    A person's party is as public as the person: its code is the person's slug.
    """
    if record is None or record.state != State.PUBLISHED:
        return False
    is_person = isinstance(record, Party) and record.person is not None
    return not is_person or is_public(record.person)


def public(rows: Iterable[Any]) -> list[Any]:  # any record with a state
    """Keep the records that the public may see, in order."""
    return [row for row in rows if is_public(row)]


def url(segment: str, slug: str) -> str:
    """Give the address of a record in the API, without the host."""
    return f"{API}/{segment}/{slug}/"


def moment_query(known_by: date | None, as_of: date | None) -> str:
    """Write a moment as the query of an address; "" for today."""
    days = {"known_by": known_by, "as_of": as_of}
    asked = {name: day.isoformat() for name, day in days.items() if day}
    return f"?{urlencode(asked)}" if asked else ""


# What a reference needs to be loaded.
PARTY = ("person__names",)
SOURCE = ("derived_from__derived_from",)
CITATION = (
    "source__derived_from__derived_from",
    "speaker__person__names",
    "speaking_for__person__names",
    "superseded_by__source__derived_from__derived_from",
    "superseded_by__speaker__person",
    "superseded_by__speaking_for__person",
)


def under(prefix: str, paths: Iterable[str]) -> tuple[str, ...]:
    """Put lookups behind a prefix; the prefix itself comes first."""
    return (prefix, *(f"{prefix}__{path}" for path in paths))


class RefSerializer(serializers.Serializer[Any]):
    """Another record."""

    slug = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    url = serializers.CharField()


class PartyRefSerializer(RefSerializer):
    """A party."""

    code = serializers.CharField()


class CountryRefSerializer(serializers.Serializer[Any]):
    """A country of ISO 3166-1."""

    code = serializers.CharField()
    name = serializers.CharField()


class DateSerializer(serializers.Serializer[Any]):
    """An inexact date. Open ends are null."""

    edtf = serializers.CharField(help_text="ISO 8601-2 (EDTF), as recorded.")
    earliest = serializers.DateField(
        allow_null=True, help_text="First day it allows; null: open."
    )
    latest = serializers.DateField(
        allow_null=True, help_text="Last day it allows; null: open."
    )
    text = serializers.CharField(help_text="The same in plain English.")


class CountSerializer(serializers.Serializer[Any]):
    """A number of people. ``max`` null: open."""

    min = serializers.IntegerField(help_text="At least so many.")
    max = serializers.IntegerField(
        allow_null=True, help_text="At most so many; null: open."
    )
    qualifier = serializers.CharField(
        help_text="How the source words it: exactly, at_least, about …"
    )
    text = serializers.CharField(help_text="The same in plain English.")


class SpeakerSerializer(serializers.Serializer[Any]):
    """Who says it: a party, somebody anonymous, or the source in its own voice."""

    kind = serializers.ChoiceField(["party", "words", "source"])
    code = serializers.CharField(
        allow_null=True, help_text="Code of the party; null for others."
    )
    slug = serializers.CharField(allow_null=True)
    name = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    speaking_for = PartyRefSerializer(allow_null=True)


class SourceRefSerializer(RefSerializer):
    """A source. ``origin``: the root text it derives from, itself if none."""

    publisher = serializers.CharField()
    published_on = DateSerializer(allow_null=True)
    read_on = serializers.DateField(allow_null=True)
    flags = serializers.ListField(child=serializers.CharField())
    origin = serializers.CharField(
        help_text="Slug of the text that it goes back to; its own if none."
    )


class CitationSerializer(serializers.Serializer[Any]):
    """Why we say so. With ``value``, a claim that differs from the record."""

    source = SourceRefSerializer()  # type: ignore[assignment]  # a field so named
    locator = serializers.CharField()
    digest = serializers.CharField()
    stance = serializers.CharField()
    speaker = SpeakerSerializer()
    said_on = DateSerializer(allow_null=True)
    confidence = serializers.CharField()
    field = serializers.CharField()
    value = serializers.CharField()
    superseded = serializers.BooleanField(
        help_text="A later citation replaces this claim."
    )
    superseded_by = SourceRefSerializer(allow_null=True)
    note = serializers.CharField()


class ClaimSerializer(serializers.Serializer[Any]):
    """One value that somebody states."""

    value = serializers.CharField(help_text="The value, as a dossier writes it.")
    citations = CitationSerializer(many=True)


class ConflictSerializer(serializers.Serializer[Any]):
    """A field with current claims that cannot both hold."""

    field = serializers.CharField(help_text="The field, such as people or steps.0.")
    independent = serializers.BooleanField(
        help_text="Two claims that cannot both hold rest on different texts."
    )
    claims = ClaimSerializer(many=True)


def date_of(record: Any, name: str) -> dict[str, Any] | None:  # JSON
    """Give an inexact date of a row; None when it is not recorded."""
    edtf = getattr(record, name)
    if not edtf:
        return None
    period = dates.parse(edtf)
    return {
        "edtf": edtf,
        "earliest": period.earliest and period.earliest.isoformat(),
        "latest": period.latest and period.latest.isoformat(),
        "text": dates.text(edtf),
    }


def count_of(record: Any, name: str) -> dict[str, Any]:  # JSON
    """Give a count of a row."""
    count = counts.Count(
        getattr(record, f"{name}_min"),
        getattr(record, f"{name}_max"),
        getattr(record, f"{name}_qualifier"),
    )
    return {
        "min": count.minimum,
        "max": count.maximum,
        "qualifier": count.qualifier,
        "text": counts.text(count),
    }


def name_of(person: Person) -> str | None:
    """Give a person's main name; None when there is none or it is withheld."""
    if person.is_name_withheld:
        return None
    names = list(person.names.all())
    return names[0].text if names else None


def person_ref(person: Person | None) -> dict[str, Any] | None:  # JSON
    """Refer to a person; None unless public."""
    if person is None or not is_public(person):
        return None
    return {
        "slug": person.slug,
        "name": name_of(person),
        "url": url("people", person.slug),
    }


def party_name(party: Party) -> str:
    """Give what a party is called; a person's party uses the person's public name."""
    if party.person is None:
        return party.name
    if party.person.is_name_withheld:
        return WITHHELD
    return name_of(party.person) or NOT_STATED


def party_ref(party: Party | None) -> dict[str, Any] | None:  # JSON
    """Refer to a party; None unless public."""
    if party is None or not is_public(party):
        return None
    return {
        "code": party.code,
        "slug": party.code,
        "name": party_name(party),
        "url": url("parties", party.code),
    }


def party_refs(parties: Iterable[Party]) -> list[dict[str, Any]]:  # JSON
    """Refer to the public ones among parties."""
    return [ref for party in parties if (ref := party_ref(party)) is not None]


def origin(source: Source) -> str:
    """Give the slug of the text that a source goes back to, as far as is public."""
    root = source
    for _ in range(2):  # as far as SOURCE loads
        if root.derived_from is None or not is_public(root.derived_from):
            break
        root = root.derived_from
    return root.slug


def source_ref(source: Source) -> dict[str, Any]:  # JSON
    """Refer to a source."""
    return {
        "slug": source.slug,
        "name": source.title,
        "url": url("sources", source.slug),
        "publisher": source.publisher,
        "published_on": date_of(source, "published_on"),
        "read_on": source.read_on and source.read_on.isoformat(),
        "flags": list(source.flags),
        "origin": origin(source),
    }


def speaker_of(citation: Citation) -> dict[str, Any]:  # JSON
    """Say who speaks in a citation."""
    speaker: dict[str, Any] = {
        "kind": "source",
        "code": None,
        "slug": citation.source.slug,
        "name": citation.source.publisher,
        "url": url("sources", citation.source.slug),
    }
    if citation.speaker is not None:
        speaker = {"kind": "party", **(party_ref(citation.speaker) or {})}
    elif citation.speaker_words:
        speaker = {
            "kind": "words",
            "code": None,
            "slug": None,
            "name": citation.speaker_words,
            "url": None,
        }
    return {**speaker, "speaking_for": party_ref(citation.speaking_for)}


def citation_of(citation: Citation) -> dict[str, Any]:  # JSON
    """Give one citation."""
    newer = citation.superseded_by
    if newer is not None and not is_citable(newer):
        newer = None
    return {
        "source": source_ref(citation.source),
        "locator": citation.locator,
        "digest": citation.digest,
        "stance": citation.stance,
        "speaker": speaker_of(citation),
        "said_on": date_of(citation, "said_on"),
        "confidence": citation.confidence,
        "field": citation.field,
        "value": citation.value,
        "superseded": newer is not None,
        "superseded_by": source_ref(newer.source) if newer else None,
        "note": citation.note,
    }


def is_citable(citation: Citation) -> bool:
    """Tell whether source and speaker are public, without which it proves nothing."""
    speakers = (citation.speaker, citation.speaking_for)
    return is_public(citation.source) and all(
        speaker is None or is_public(speaker) for speaker in speakers
    )


def citations_of(record: Any) -> list[dict[str, Any]]:  # JSON
    """Give the public citations of a record, in order."""
    return [citation_of(c) for c in record.citations.all() if is_citable(c)]


def about(citations: list[dict[str, Any]], part: str) -> list[dict[str, Any]]:  # JSON
    """Keep the citations of one part, such as ``steps.2``."""
    return [
        c for c in citations if c["field"] == part or c["field"].startswith(f"{part}.")
    ]


class RowField(serializers.Field[Any, Any, Any, Any]):
    """A read-only field that is computed from the whole row."""

    def __init__(self, **kwargs: Any) -> None:  # DRF's own
        """Read the whole row."""
        super().__init__(read_only=True, source="*", **kwargs)


@extend_schema_field(DateSerializer(allow_null=True))
class InexactDateField(RowField):
    """An inexact date of the row under the field's own name."""

    def to_representation(self, value: Any) -> Any:  # a row to JSON
        """Give the date, or None when it is not recorded."""
        return date_of(value, str(self.field_name))


@extend_schema_field(CountSerializer())
class CountField(RowField):
    """A count of the row under the field's own name."""

    def to_representation(self, value: Any) -> Any:  # a row to JSON
        """Give the interval."""
        return count_of(value, str(self.field_name))


@extend_schema_field(PartyRefSerializer(allow_null=True))
class PartyField(RowField):
    """A party that the row points to under the field's own name."""

    def to_representation(self, value: Any) -> Any:  # a row to JSON
        """Refer to it; None unless public."""
        return party_ref(getattr(value, str(self.field_name)))


@extend_schema_field(CountryRefSerializer(allow_null=True))
class CountryField(RowField):
    """A country that the row points to under the field's own name."""

    def to_representation(self, value: Any) -> Any:  # a row to JSON
        """Refer to it."""
        country = getattr(value, str(self.field_name))
        return country and {"code": country.code, "name": country.name}


@extend_schema_field(CitationSerializer(many=True))
class CitationsField(RowField):
    """All public citations of the row."""

    def to_representation(self, value: Any) -> Any:  # a row to JSON
        """Give them in order."""
        return citations_of(value)


class CountrySerializer(serializers.Serializer[Any]):
    """A country of ISO 3166-1."""

    slug = serializers.CharField(source="code")
    code = serializers.CharField()
    alpha3 = serializers.CharField()
    name = serializers.CharField()
    url = serializers.SerializerMethodField()
    party = serializers.SerializerMethodField()

    def get_url(self, country: Any) -> str:
        """Give its address."""
        return url("countries", country.code)

    @extend_schema_field(PartyRefSerializer(allow_null=True))
    def get_party(self, country: Any) -> dict[str, Any] | None:
        """Refer to the state as a party."""
        parties = public(country.parties.all())
        states = [party for party in parties if party.kind == Party.Kind.STATE]
        return party_ref(states[0]) if states else None


class PartySerializer(serializers.Serializer[Any]):
    """A party."""

    slug = serializers.CharField(source="code")
    code = serializers.CharField()
    name = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    kind = serializers.CharField()
    country = CountryField()
    person = serializers.SerializerMethodField()
    note = serializers.CharField()

    def get_name(self, party: Party) -> str:
        """Say what it is called."""
        return party_name(party)

    def get_url(self, party: Party) -> str:
        """Give its address."""
        return url("parties", party.code)

    @extend_schema_field(RefSerializer(allow_null=True))
    def get_person(self, party: Party) -> dict[str, Any] | None:
        """Refer to the human being."""
        return person_ref(party.person)


class SourceSerializer(serializers.Serializer[Any]):
    """A source. What rests on it: the same filter ``source=`` on every list."""

    slug = serializers.CharField()
    name = serializers.CharField(source="title")
    url = serializers.SerializerMethodField()
    kind = serializers.CharField()
    publisher = serializers.CharField()
    title = serializers.CharField()
    authors = serializers.ListField(child=serializers.CharField())
    published_on = InexactDateField()
    language = serializers.CharField()
    address = serializers.CharField(source="url", help_text="Where it was read.")
    archive_url = serializers.CharField()
    read_on = serializers.DateField(allow_null=True)
    sha256 = serializers.CharField()
    paragraphs = serializers.CharField()
    flags = serializers.ListField(child=serializers.CharField())
    origin = serializers.SerializerMethodField()
    derived_from = serializers.SerializerMethodField()
    copies = serializers.SerializerMethodField()
    note = serializers.CharField()

    def get_url(self, source: Source) -> str:
        """Give its address in the API."""
        return url("sources", source.slug)

    def get_origin(self, source: Source) -> str:
        """Give the slug of the root text."""
        return origin(source)

    @extend_schema_field(SourceRefSerializer(allow_null=True))
    def get_derived_from(self, source: Source) -> dict[str, Any] | None:
        """Refer to the text it rewrites or copies."""
        parent = source.derived_from
        return source_ref(parent) if parent and is_public(parent) else None

    @extend_schema_field(SourceRefSerializer(many=True))
    def get_copies(self, source: Source) -> list[dict[str, Any]]:
        """Refer to texts that rewrite or copy it."""
        return [source_ref(copy) for copy in public(source.copies.all())]
