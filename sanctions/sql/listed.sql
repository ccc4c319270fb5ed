-- What the public reads of published lists: an entry as its latest edition shows it, and
-- when it was listed. An entry that is, or may be, somebody whose name is withheld is
-- left out; a record that is not public is not referred to.

CREATE VIEW public.published_listentry AS
SELECT e.id, e.list_code, e.key, e.slug, e.kind, e.name, e.is_listed, e.first_seen_on,
    v.programmes, v.listed_on, v.body -> 'names' AS names, v.body -> 'births' AS births,
    v.body -> 'countries' AS countries, d.slug AS entity_slug, d.name AS entity_name
FROM public.sanctions_listentry e
LEFT JOIN LATERAL (
    SELECT * FROM public.sanctions_entryversion v
    WHERE v.entry_id = e.id ORDER BY v.since DESC LIMIT 1
) v ON true
LEFT JOIN public.tracker_document d ON d.kind = 'entity'
    AND d.record_id = e.entity_id::text
    AND NOT EXISTS (
        SELECT FROM public.tracker_mark m
        WHERE m.kind = d.kind AND m.record_id = d.record_id
    )
WHERE NOT e.is_hidden AND NOT EXISTS (
    SELECT FROM public.sanctions_entity x
    LEFT JOIN public.tracker_party a ON a.id = x.party_id
    JOIN public.tracker_person p ON p.id IN (x.person_id, a.person_id)
    WHERE x.id = e.entity_id AND p.is_name_withheld
);

CREATE VIEW public.published_listing AS
SELECT p.id, p.programme, p.began_after, p.began_on, p.ended_after, p.ended_on,
    e.id AS entry_id, e.list_code, e.key, e.slug, e.kind, e.name, e.first_seen_on,
    e.listed_on, e.entity_slug, e.entity_name
FROM public.sanctions_listingperiod p
JOIN public.published_listentry e ON e.id = p.entry_id;
