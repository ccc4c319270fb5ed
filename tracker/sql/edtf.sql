-- The first and the last day that an EDTF text may mean, for generated columns.
-- The same subset and the same bounds as tracker/dates.py; a test compares them.
-- Null if that end is open or the text is empty; invalid text raises 22007.
-- Functions of ours are called with their schema, since a restore runs without a path.

CREATE OR REPLACE FUNCTION public.edtf_refuse(edtf text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RAISE EXCEPTION 'not a date in the EDTF subset: %', edtf
        USING ERRCODE = 'invalid_datetime_format';
END
$$;

-- One date without its interval or set: both bounds, never null.
CREATE OR REPLACE FUNCTION public.edtf_single(edtf text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    parts text[] := regexp_match(
        edtf,
        '^([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)'
        '(?:-([0-9]{2}|XX|[0-9]X)(?:-([0-9]{2}|XX|[0-9]X))?)?[?~%]?$'
    );
    month_part text := coalesce(parts[2], 'XX');
    day_part text := coalesce(parts[3], 'XX');
    first_year integer;
    last_year integer;
    season integer;
    months integer[];
    bounds date[];
BEGIN
    IF parts IS NULL THEN
        RETURN public.edtf_refuse(edtf);
    END IF;
    first_year := replace(parts[1], 'X', '0')::integer;
    last_year := replace(parts[1], 'X', '9')::integer;
    IF first_year < 1 OR (first_year < last_year AND month_part <> 'XX') THEN
        RETURN public.edtf_refuse(edtf);
    END IF;

    IF month_part ~ '^[0-9]{2}$' AND month_part::integer > 12 THEN
        season := month_part::integer;
        months := CASE
            WHEN season IN (21, 25, 31) THEN ARRAY[3, 5]
            WHEN season IN (22, 26, 32) THEN ARRAY[6, 8]
            WHEN season IN (23, 27, 29) THEN ARRAY[9, 11]
            WHEN season IN (24, 28, 30) THEN ARRAY[12, 14]
            WHEN season BETWEEN 33 AND 36 THEN
                ARRAY[3 * (season - 33) + 1, 3 * (season - 32)]
            WHEN season BETWEEN 37 AND 39 THEN
                ARRAY[4 * (season - 37) + 1, 4 * (season - 36)]
            WHEN season BETWEEN 40 AND 41 THEN
                ARRAY[6 * (season - 40) + 1, 6 * (season - 39)]
        END;
        IF months IS NULL OR parts[3] IS NOT NULL
            OR (first_year = 9999 AND months[2] > 12)
        THEN
            RETURN public.edtf_refuse(edtf);
        END IF;
        RETURN ARRAY[
            make_date(first_year, months[1], 1),
            (make_date(first_year, 1, 1) + make_interval(months => months[2]))::date - 1
        ];
    END IF;

    -- Every day of the first and last year whose digits agree; X agrees with any.
    SELECT ARRAY[min(day) FILTER (WHERE year = first_year),
                 max(day) FILTER (WHERE year = last_year)]
    INTO bounds
    FROM unnest(ARRAY[first_year, last_year]) AS year,
        generate_series(
            CASE WHEN month_part ~ 'X' THEN 1 ELSE month_part::integer END,
            CASE WHEN month_part ~ 'X' THEN 12 ELSE least(month_part::integer, 12) END
        ) AS month,
        LATERAL (
            SELECT make_date(year, greatest(month, 1), 1) + number - 1, number
            FROM generate_series(
                CASE WHEN day_part ~ 'X' THEN 1 ELSE day_part::integer END,
                CASE WHEN day_part ~ 'X' THEN 31 ELSE day_part::integer END
            ) AS number
        ) AS days (day, number)
    WHERE extract(month FROM day) = month AND number > 0
        AND lpad(month::text, 2, '0') LIKE replace(month_part, 'X', '_')
        AND lpad(number::text, 2, '0') LIKE replace(day_part, 'X', '_');
    IF bounds[1] IS NULL OR bounds[2] IS NULL THEN
        RETURN public.edtf_refuse(edtf);
    END IF;
    RETURN bounds;
END
$$;

-- Two ends, one or none of them open: an interval, or a member of a set.
CREATE OR REPLACE FUNCTION public.edtf_range(edtf text, start text, stop text)
RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    bounds date[] := ARRAY[
        CASE WHEN start <> '' THEN (public.edtf_single(start))[1] END,
        CASE WHEN stop <> '' THEN (public.edtf_single(stop))[2] END
    ];
BEGIN
    IF (start = '' AND stop = '') OR bounds[1] > bounds[2] THEN
        RETURN public.edtf_refuse(edtf);
    END IF;
    RETURN bounds;
END
$$;

CREATE OR REPLACE FUNCTION public.edtf_set(edtf text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    member text;
    dots integer;
    found date[];
    bounds date[] := ARRAY['infinity', '-infinity']::date[];
BEGIN
    FOREACH member IN ARRAY
        regexp_split_to_array(substr(edtf, 2, length(edtf) - 2), ',')
    LOOP
        dots := strpos(member, '..');
        IF dots = 0 THEN
            found := public.edtf_single(member);
        ELSE
            found := public.edtf_range(
                edtf, left(member, dots - 1), substr(member, dots + 2)
            );
        END IF;
        -- A comparison with an open end is null, and least() would skip it.
        bounds := ARRAY[
            CASE WHEN bounds[1] > found[1] THEN found[1]
                WHEN found[1] IS NOT NULL THEN bounds[1] END,
            CASE WHEN bounds[2] < found[2] THEN found[2]
                WHEN found[2] IS NOT NULL THEN bounds[2] END
        ];
    END LOOP;
    IF bounds[1] IS NULL AND bounds[2] IS NULL THEN
        RETURN public.edtf_refuse(edtf);
    END IF;
    RETURN bounds;
END
$$;

CREATE OR REPLACE FUNCTION public.edtf_bounds(edtf text) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    slash integer := strpos(edtf, '/');
    start text;
    stop text;
BEGIN
    IF edtf = '' THEN
        RETURN NULL;
    END IF;
    -- A known day, as nearly every row has, needs no search: this is 20 times as fast.
    IF edtf ~ '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$' THEN
        RETURN array_fill(
            make_date(
                left(edtf, 4)::integer,
                substr(edtf, 6, 2)::integer,
                right(edtf, 2)::integer
            ),
            ARRAY[2]
        );
    END IF;
    IF length(edtf) > 100 THEN
        RETURN public.edtf_refuse(edtf);
    END IF;
    IF edtf ~ '^\[.*\]$' THEN
        RETURN public.edtf_set(edtf);
    END IF;
    IF slash = 0 THEN
        RETURN public.edtf_single(edtf);
    END IF;
    start := left(edtf, slash - 1);
    stop := substr(edtf, slash + 1);
    RETURN public.edtf_range(
        edtf,
        CASE WHEN start = '..' THEN '' ELSE start END,
        CASE WHEN stop = '..' THEN '' ELSE stop END
    );
END
$$;

CREATE OR REPLACE FUNCTION public.edtf_earliest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (public.edtf_bounds(edtf))[1];

CREATE OR REPLACE FUNCTION public.edtf_latest(edtf text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (public.edtf_bounds(edtf))[2];
