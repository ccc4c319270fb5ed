-- The published side: marks, the view that the public reads, and what keeps it exact.

-- Marks documents that show a touched row. Arguments: the kind whose records this table
-- holds or '', its key column, then column=table for each foreign key through which a
-- document of the other row shows this one.
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
        FROM unnest(TG_ARGV[2:]) a
    ) k(key)
    WHERE key IS NOT NULL;

    INSERT INTO public.tracker_mark (kind, record_id)
    SELECT kind, record_id FROM (
        SELECT kind, record_id FROM public.tracker_document WHERE inputs && keys
        UNION
        SELECT TG_ARGV[0], r ->> TG_ARGV[1] FROM unnest(touched) t(r)
        WHERE TG_ARGV[0] <> ''
    ) stale
    ORDER BY kind, record_id
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- Puts the triggers on one table; the same call again changes nothing.
CREATE OR REPLACE FUNCTION public.watch_table(watched text, arguments text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    quoted text := (SELECT string_agg(quote_literal(a), ', ') FROM unnest(arguments) a);
BEGIN
    EXECUTE format('CREATE OR REPLACE TRIGGER published_insert AFTER INSERT ON %I'
        ' REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION public.mark_documents(%s)', watched, quoted);
    EXECUTE format('CREATE OR REPLACE TRIGGER published_update AFTER UPDATE ON %I'
        ' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION public.mark_documents(%s)', watched, quoted);
    EXECUTE format('CREATE OR REPLACE TRIGGER published_delete AFTER DELETE ON %I'
        ' REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT'
        ' EXECUTE FUNCTION public.mark_documents(%s)', watched, quoted);
    EXECUTE format('CREATE OR REPLACE TRIGGER published_truncate AFTER TRUNCATE ON %I'
        ' FOR EACH STATEMENT EXECUTE FUNCTION public.mark_documents(%s)', watched, quoted);
END
$$;

-- Takes the triggers off every table that is no longer shown.
CREATE OR REPLACE FUNCTION public.unwatch_tables_except(watched text[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    stray record;
BEGIN
    FOR stray IN
        SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE t.tgname LIKE 'published\_%' AND NOT t.tgisinternal
        AND NOT c.relname = ANY (watched)
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %I', stray.tgname, stray.relname);
    END LOOP;
END
$$;

-- Refuses to commit a write of the application that leaves a document stale. The role
-- is the one connected or assumed, not the owner under whom marks are made. Inside
-- published.writing() marks are still to be cleared, should somebody check early.
CREATE OR REPLACE FUNCTION public.refuse_marks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF coalesce(nullif(current_setting('role'), 'none'), session_user) = 'tracker_app'
        AND coalesce(current_setting('tracker.writing', true), '') <> 'on'
        AND EXISTS (
            SELECT FROM public.tracker_mark m
            WHERE m.kind = NEW.kind AND m.record_id = NEW.record_id
        )
    THEN
        RAISE EXCEPTION 'the document of % % is stale: write inside published.writing()',
            NEW.kind, NEW.record_id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER mark_not_left AFTER INSERT ON public.tracker_mark
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.refuse_marks();

-- Bodies are JSON of some kilobytes, read whole: stored apart and not compressed.
ALTER TABLE public.tracker_document ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE VIEW public.published_document AS
SELECT d.id, d.kind, d.slug, d.name, d.body, d.earliest, d.latest, d.sort_on,
    d.facets, d.search, d.version
FROM public.tracker_document d
WHERE NOT EXISTS (
    SELECT FROM public.tracker_mark m
    WHERE m.kind = d.kind AND m.record_id = d.record_id
);

CREATE VIEW public.published_version AS
SELECT id, number, changed_at FROM public.tracker_dataversion;

INSERT INTO public.tracker_dataversion (id, number, changed_at, code)
VALUES (1, 0, now(), '');
