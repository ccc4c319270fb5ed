-- When published entities were listed, by published lists and by hand. An inexact day
-- counts as soon as it may have come; a period without an end lasts.
CREATE VIEW public.published_entitylisting AS
SELECT l.id, l.entity_slug, l.began_on AS earliest, l.ended_on AS latest
FROM public.published_listing l WHERE l.entity_slug IS NOT NULL
UNION ALL
SELECT -l.id, d.slug, l.listed_on_earliest, l.delisted_on_latest
FROM public.sanctions_listing l
JOIN public.tracker_document d ON d.kind = 'entity' AND d.record_id = l.entity_id::text
WHERE NOT EXISTS (
    SELECT FROM public.tracker_mark m
    WHERE m.kind = d.kind AND m.record_id = d.record_id
);
