-- What the public sees of changes and of former slugs. A record that waits for its
-- refreshing is not named.

CREATE VIEW public.published_change AS
SELECT c.id, c.version, c.changed_at, c.kind, c.slug, c.change, c.fields,
    d.slug AS record_slug, d.name AS record_name
FROM public.tracker_publicchange c
LEFT JOIN public.tracker_document d
    ON d.kind = c.kind AND d.record_id = coalesce(nullif(c.into_id, ''), c.record_id)
    AND NOT EXISTS (
        SELECT FROM public.tracker_mark m
        WHERE m.kind = d.kind AND m.record_id = d.record_id
    );

CREATE VIEW public.published_formerslug AS
SELECT f.id, f.kind, f.slug, d.slug AS record_slug
FROM public.tracker_formerslug f
JOIN public.tracker_document d ON d.kind = f.kind AND d.record_id = f.record_key
WHERE NOT EXISTS (
    SELECT FROM public.tracker_mark m
    WHERE m.kind = d.kind AND m.record_id = d.record_id
);
