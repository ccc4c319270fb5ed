-- Who is let in, and how often: the one thing that public requests write.

-- Requests of one client in the current period. Unlogged: nothing to keep after a crash.
-- The key is a digest, so no address is stored.
CREATE UNLOGGED TABLE public.tracker_visit (
    key text PRIMARY KEY,
    period bigint NOT NULL,
    number integer NOT NULL
) WITH (fillfactor = 50);

-- Whoever reads the version sees whether a document waits for its refreshing, too.
CREATE OR REPLACE VIEW public.published_version AS
SELECT id, number, changed_at,
    (extract(epoch FROM changed_at) * 1000000)::bigint AS changed_microseconds,
    EXISTS (SELECT FROM public.tracker_mark WHERE kind >= '') AS is_marked
FROM public.tracker_dataversion;

-- Counts one request and says what the data version is, in one round trip. A token that
-- is not known is counted for the visitor, so that guessing is limited as well. Limits
-- are requests a period; 0 counts nothing. Seconds.
CREATE OR REPLACE FUNCTION public.admit(
    visitor text, token_digest text, visitor_limit integer, token_limit integer,
    seconds integer,
    OUT has_token boolean, OUT number integer, OUT quota integer, OUT wait integer,
    OUT version bigint, OUT changed_microseconds bigint, OUT is_marked boolean
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    now_seconds bigint := floor(extract(epoch FROM clock_timestamp()));
    this_period bigint := now_seconds / seconds;
    who text := visitor;
    found_token record;
BEGIN
    number := 0;
    quota := visitor_limit;
    wait := seconds - now_seconds % seconds;
    has_token := false;
    IF token_digest <> '' THEN
        SELECT t.id, t.requests_a_minute, t.last_used_at INTO found_token
        FROM public.tracker_token t
        WHERE t.digest = token_digest AND t.revoked_at IS NULL
        AND (t.expires_on IS NULL OR t.expires_on >= current_date);
        IF FOUND THEN
            has_token := true;
            who := 'token ' || found_token.id;
            quota := coalesce(found_token.requests_a_minute, token_limit);
            -- Once an hour is enough to see that a token is in use.
            IF found_token.last_used_at IS NULL
                OR found_token.last_used_at < now() - interval '1 hour'
            THEN
                UPDATE public.tracker_token SET last_used_at = now()
                WHERE id = found_token.id;
            END IF;
        END IF;
    END IF;
    IF quota > 0 THEN
        INSERT INTO public.tracker_visit AS v (key, period, number)
        VALUES (who, this_period, 1)
        ON CONFLICT (key) DO UPDATE SET
            number = CASE WHEN v.period = excluded.period THEN v.number + 1 ELSE 1 END,
            period = excluded.period
        RETURNING v.number INTO number;
        -- Those who have not come back for an hour are forgotten.
        IF random() < 0.001 THEN
            DELETE FROM public.tracker_visit WHERE key IN (
                SELECT v.key FROM public.tracker_visit v
                WHERE v.period < this_period - 3600 / seconds
                LIMIT 1000 FOR UPDATE SKIP LOCKED
            );
        END IF;
    END IF;
    SELECT p.number, p.changed_microseconds, p.is_marked
    INTO version, changed_microseconds, is_marked
    FROM public.published_version p;
END
$$;
