-- Marks documents that show a touched row. Arguments: the kind whose records this table
-- holds or '', its key column, then column=table for each foreign key through which a
-- document of the other row shows this one, and column>kind for each through which a row
-- names a record: such a record is marked though it has no document.
CREATE OR REPLACE FUNCTION public.mark_documents() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    touched jsonb[];
    keys text[];
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO public.tracker_mark (kind, record_id)
        SELECT kind, record_id FROM public.tracker_document ON CONFLICT DO NOTHING;
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(to_jsonb(r)) INTO touched FROM new_rows r;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(to_jsonb(r)) INTO touched FROM old_rows r;
    ELSE
        SELECT array_agg(r) INTO touched FROM (
            (SELECT to_jsonb(o) AS r FROM old_rows o
             EXCEPT SELECT to_jsonb(n) FROM new_rows n)
            UNION ALL
            (SELECT to_jsonb(n) FROM new_rows n
             EXCEPT SELECT to_jsonb(o) FROM old_rows o)
        ) changed;
    END IF;
    IF touched IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT array_agg(DISTINCT key) INTO keys
    FROM unnest(touched) t(r),
    LATERAL (
        SELECT TG_TABLE_NAME || ':' || (r ->> TG_ARGV[1])
        UNION ALL
        SELECT split_part(a, '=', 2) || ':' || (r ->> split_part(a, '=', 1))
            || '<' || TG_TABLE_NAME || '.' || split_part(a, '=', 1)
        FROM unnest(TG_ARGV[2:]) a WHERE strpos(a, '=') > 0
    ) k(key)
    WHERE key IS NOT NULL;

    INSERT INTO public.tracker_mark (kind, record_id)
    SELECT kind, record_id FROM (
        SELECT kind, record_id FROM public.tracker_document WHERE inputs && keys
        UNION
        SELECT TG_ARGV[0], r ->> TG_ARGV[1] FROM unnest(touched) t(r)
        WHERE TG_ARGV[0] <> ''
        UNION
        SELECT split_part(a, '>', 2), r ->> split_part(a, '>', 1)
        FROM unnest(touched) t(r), unnest(TG_ARGV[2:]) a WHERE strpos(a, '>') > 0
    ) stale
    WHERE record_id IS NOT NULL
    ORDER BY kind, record_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
