-- The name index: which names hold a key, and what of it the public reads.
-- A key says how a name is spelled or heard (tracker/names.py); the rarer the keys two
-- names share, the more they are alike.

ALTER TABLE public.tracker_indexedname
    ADD CONSTRAINT indexedname_document FOREIGN KEY (document_id)
    REFERENCES public.tracker_document (id) ON DELETE CASCADE;

-- No foreign key and no second index: the triggers keep it, and a list has 1.3 million
-- keys. The factor makes up for long names, which share many keys with everybody.
CREATE TABLE public.tracker_namekey (
    key text NOT NULL,
    part text NOT NULL,
    name_id bigint NOT NULL,
    factor real NOT NULL,
    CONSTRAINT namekey_once PRIMARY KEY (key, part, name_id) INCLUDE (factor)
);

CREATE FUNCTION public.add_name_keys() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '64MB' AS $$
BEGIN
    INSERT INTO public.tracker_namekey (key, part, name_id, factor)
    SELECT k.key, n.part, n.id, power(cardinality(n.keys), -0.25)
    FROM new_rows n, unnest(n.keys) k(key)
    ORDER BY 1, 2, 3;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.delete_name_keys() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM public.tracker_namekey k
    USING old_rows n, unnest(n.keys) u(key)
    WHERE k.key = u.key AND k.part = n.part AND k.name_id = n.id;
    RETURN NULL;
END
$$;

CREATE FUNCTION public.refuse_name_update() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'an indexed name is replaced, not changed'
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER name_keys_added AFTER INSERT ON public.tracker_indexedname
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION public.add_name_keys();

CREATE TRIGGER name_keys_deleted AFTER DELETE ON public.tracker_indexedname
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
EXECUTE FUNCTION public.delete_name_keys();

CREATE TRIGGER name_not_updated BEFORE UPDATE ON public.tracker_indexedname
FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_name_update();

-- What the public reads: neither editors' names nor those of a marked document. Marks
-- are seldom there, so that is asked once and not for every key.
CREATE VIEW public.published_name AS
SELECT n.id, n.part, n.record_id, n.text, n.tokens, n.document_id
FROM public.tracker_indexedname n
WHERE NOT starts_with(n.part, 'desk:')
AND NOT EXISTS (
    SELECT FROM public.tracker_document d
    JOIN public.tracker_mark m ON m.kind = d.kind AND m.record_id = d.record_id
    WHERE d.id = n.document_id
);

CREATE VIEW public.published_namekey AS
SELECT k.key, k.part, k.name_id, k.factor
FROM public.tracker_namekey k
WHERE NOT starts_with(k.part, 'desk:')
AND (
    NOT EXISTS (SELECT FROM public.tracker_mark)
    OR k.name_id NOT IN (
        SELECT n.id FROM public.tracker_mark m
        JOIN public.tracker_document d ON d.kind = m.kind AND d.record_id = m.record_id
        JOIN public.tracker_indexedname n ON n.document_id = d.id
    )
);
