-- What may be known of a draw: the own visits of today; all of it once it is open.
-- Who may: file, the own visits of today; county, a draw that is open
-- Writes: nothing
-- Answers: drawn visits, with who goes and who was drawn and does not; seed and root of a draw that is open; the draws whose seed is missing or not the one committed to

-- The next number below a bound from the stream of a key, whose words of 32 bits, big-endian, are those of
-- SHA-256(key, block number in 8 bytes): words that would favour low numbers are passed over. `used` counts words.
CREATE OR REPLACE FUNCTION draw_number(key bytea, below integer, INOUT used integer, OUT number integer)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    block bytea;
    word bigint;
    fair CONSTANT bigint := 4294967296 - 4294967296 % below;
BEGIN
    LOOP
        block := sha256(key || int8send((used / 8)::bigint));
        word := 0;
        FOR place IN 0..3 LOOP
            word := word * 256 + get_byte(block, used % 8 * 4 + place);
        END LOOP;
        used := used + 1;
        EXIT WHEN word < fair;
    END LOOP;
    number := word % below;
END $$;

-- What the frame, the seed and the root give; the same as `Sources/Compliance/Planning/DrawLots.swift`, which documents it.
CREATE OR REPLACE FUNCTION draw_lots(frame text, seed bytea, root bytea)
RETURNS TABLE (place integer, site text, day date, inspectors text[])
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said json := frame::json;
    key bytea := sha256('lazaret draw v1'::bytea || sha256(convert_to(frame, 'UTF8')) || seed || root);
    sites text[] := ARRAY(SELECT json_array_elements_text(said->'sites'));
    all_inspectors text[] := ARRAY(SELECT json_array_elements_text(said->'inspectors'));
    first_day date := (said->>'from')::date;
    days integer := (said->>'to')::date - first_day + 1;
    team integer := said->>'team';
    barred_at text[] := ARRAY(SELECT pair->>0 FROM json_array_elements(said->'barred') AS pair);
    barred text[] := ARRAY(SELECT pair->>1 FROM json_array_elements(said->'barred') AS pair);
    free text[];
    taken text;
    used integer := 0;
    other integer;
BEGIN
    FOR i IN 1..(said->>'visits')::integer LOOP
        SELECT n.used, n.number INTO used, other FROM public.draw_number(key, cardinality(sites) - i + 1, used) AS n;
        taken := sites[i + other];
        sites[i + other] := sites[i];
        sites[i] := taken;
    END LOOP;
    FOR i IN 1..(said->>'visits')::integer LOOP
        place := i;
        site := sites[i];
        SELECT n.used, n.number INTO used, other FROM public.draw_number(key, days, used) AS n;
        day := first_day + other;
        free := ARRAY(
            SELECT one.name FROM unnest(all_inspectors) WITH ORDINALITY AS one (name, at)
            WHERE one.name <> ALL (ARRAY(
                SELECT pair.name FROM unnest(barred_at, barred) AS pair (site, name) WHERE pair.site = sites[i]))
            ORDER BY one.at);
        FOR j IN 1..team LOOP
            SELECT n.used, n.number INTO used, other FROM public.draw_number(key, cardinality(free) - j + 1, used) AS n;
            taken := free[j + other];
            free[j + other] := free[j];
            free[j] := taken;
        END LOOP;
        inspectors := free[1:team];
        RETURN NEXT;
    END LOOP;
END $$;

-- The root of the first head that seals the entry; NULL while there is none.
CREATE OR REPLACE FUNCTION draw_root(of_county integer, of_entry bigint) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (
    SELECT decode(substring(h.head FROM E'\nroot ([0-9a-f]{64})\n'), 'hex')
    FROM public.audit_leaf l
    JOIN public.audit_head h ON h.county_id = of_county AND h.size > l.position
    WHERE l.county_id = of_county AND l.number = of_entry
    ORDER BY h.size LIMIT 1);

-- What whoever asks is drawn for today, by draws that stand: nobody else's, and no other day's. Whoever came to hold a duty
-- there since the draw, or is no inspector in use any more, does not go and is told nothing: those who go are told who does
-- not (`absent`). Where nobody is left, nobody is told, and the visit is not made.
DROP FUNCTION IF EXISTS drawn_today(integer); -- of releases that answered in other columns
CREATE OR REPLACE FUNCTION drawn_today(of_county integer)
RETURNS TABLE (draw uuid, site text, inspectors text[], absent text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    me text := public.acting_account();
BEGIN
    IF of_county IS DISTINCT FROM public.acting('file') OR coalesce(public.acting_via(), 'shell') = 'shell' THEN RETURN; END IF;
    RETURN QUERY
    SELECT d.id, lot.site, team.going, team.absent
    FROM public.draw d
    JOIN public.draw_seed s ON s.county_id = of_county AND s.draw = d.id
    CROSS JOIN LATERAL public.draw_root(of_county, d.entry) AS root
    CROSS JOIN LATERAL public.draw_lots(d.frame, s.seed, root) AS lot
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(one.name ORDER BY one.place) FILTER (WHERE may.go), '{}') AS going,
            coalesce(array_agg(one.name ORDER BY one.place) FILTER (WHERE NOT may.go), '{}') AS absent
        FROM unnest(lot.inspectors) WITH ORDINALITY AS one (name, place)
        CROSS JOIN LATERAL (
            SELECT EXISTS (
                    SELECT FROM public.account a
                    WHERE a.county_id = of_county AND a.name = one.name AND a.disabled_at IS NULL AND 'inspector' = ANY (a.roles))
                AND NOT EXISTS (
                    SELECT FROM public.duty_terms(of_county, ARRAY(
                        SELECT past.site FROM public.site_past(of_county, lot.site) AS past)) AS held
                    WHERE held.account = one.name AND held.held_from <= today) AS go) AS may) AS team
    WHERE d.county_id = of_county AND today BETWEEN d.first_day AND d.last_day AND root IS NOT NULL
        AND strpos(d.frame, '"' || me || '"') > 0 AND lot.day = today AND me = ANY (lot.inspectors) AND me = ANY (team.going)
        AND NOT EXISTS (SELECT FROM public.draw_discard x WHERE x.county_id = of_county AND x.draw = d.id)
    ORDER BY lot.site COLLATE "C", d.entry;
END $$;

-- Whether a draw is open: its last day is over, or it was given up.
CREATE OR REPLACE FUNCTION draw_is_open(held draw) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN held.last_day < (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date
    OR EXISTS (SELECT FROM public.draw_discard x WHERE x.county_id = held.county_id AND x.draw = held.id);

-- The seed of a draw that is open, and the root that it was drawn with, NULL where its entry was never sealed.
CREATE OR REPLACE FUNCTION draw_opened(of_county integer, of_draw uuid) RETURNS TABLE (seed bytea, root bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('county') THEN RETURN; END IF;
    RETURN QUERY
    SELECT s.seed, public.draw_root(of_county, d.entry)
    FROM public.draw d
    JOIN public.draw_seed s ON s.county_id = of_county AND s.draw = d.id
    WHERE d.county_id = of_county AND d.id = of_draw AND public.draw_is_open(d);
END $$;

-- What a draw that is open gave, worked out here, where those who went were told it; nothing where it was never sealed.
CREATE OR REPLACE FUNCTION draw_given(of_county integer, of_draw uuid)
RETURNS TABLE (place integer, site text, day date, inspectors text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT lot.*
    FROM public.draw_opened(of_county, of_draw) AS opened
    JOIN public.draw d ON d.county_id = of_county AND d.id = of_draw
    CROSS JOIN LATERAL public.draw_lots(d.frame, opened.seed, opened.root) AS lot
    WHERE opened.root IS NOT NULL;
END $$;

-- The draws whose seed is gone, or is not the one that was committed to, and seeds of no draw: for `lazaret audit verify`.
CREATE OR REPLACE FUNCTION draw_seeds_unfit(of_county integer) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF of_county IS DISTINCT FROM public.acting('county') THEN RETURN; END IF;
    RETURN QUERY
    SELECT coalesce(d.id, s.draw)
    FROM (SELECT * FROM public.draw WHERE county_id = of_county) AS d
    FULL JOIN (SELECT * FROM public.draw_seed WHERE county_id = of_county) AS s ON s.draw = d.id
    WHERE d.seed_digest IS DISTINCT FROM sha256(s.seed)
    ORDER BY 1;
END $$;
REVOKE ALL ON FUNCTION draw_number, draw_lots, draw_root, drawn_today, draw_is_open, draw_opened, draw_given, draw_seeds_unfit
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION drawn_today, draw_opened, draw_given, draw_seeds_unfit TO lazaret_server;
