-- Drawing unannounced visits (双随机): which sites, on which days, by which inspectors; nobody knows what before it is time.
-- Who may: manage
-- Writes: draw, draw_seed; entry draw
-- Answers: drawn; already where the same was drawn under the id; taken where the id has another; past where the first day lies before today; few where fewer sites are in operation; sure where there are no more, so that each would be drawn; unmanned where a site has too few inspectors who never held a duty there

-- The frame is made here, from the tables as they are at that moment, and the seed too: whoever calls chooses neither.
CREATE OR REPLACE FUNCTION commit_draw(
    of_county integer, key bytea, from_address text, draw_id uuid, kinds text[], visits integer, team integer,
    first_day date, last_day date)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'manage');
    known text[] := ARRAY['countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone'];
    today date := (clock_timestamp() AT TIME ZONE INTERVAL '08:00')::date;
    wanted text[];
    head text;
    sites text[];
    inspectors text[];
    barred text[][];
    made public.draw;
    held public.draw;
    seed bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
BEGIN
    wanted := ARRAY(SELECT one FROM unnest(known) AS one WHERE one = ANY (kinds)); -- in that order, each once
    IF NOT coalesce(draw_id IS NOT NULL AND kinds <@ known AND cardinality(kinds) BETWEEN 1 AND 5
        AND cardinality(wanted) = cardinality(kinds) AND visits BETWEEN 1 AND 500 AND team BETWEEN 1 AND 2
        AND last_day BETWEEN first_day AND first_day + 30 AND first_day <= today + 92, false)
    THEN
        RAISE EXCEPTION 'that is no draw' USING ERRCODE = 'check_violation', CONSTRAINT = 'draw_bounds', TABLE = 'draw';
    END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('draw'));
    head := '{"form":"lazaret draw frame v1","draw":"' || draw_id || '","kinds":' || public.draw_list(wanted)
        || ',"visits":' || visits || ',"team":' || team || ',"from":"' || to_char(first_day, 'YYYY-MM-DD')
        || '","to":"' || to_char(last_day, 'YYYY-MM-DD') || '"';
    SELECT * INTO held FROM public.draw d WHERE d.county_id = of_county AND d.id = draw_id;
    IF FOUND THEN
        RETURN CASE WHEN held.drawn_by = who.account AND starts_with(held.frame, head || ',') THEN 'already' ELSE 'taken' END;
    END IF;
    IF first_day < today THEN RETURN 'past'; END IF;
    sites := ARRAY(
        SELECT s.code FROM public.site s
        JOIN public.operation p ON p.county_id = of_county AND p.site = s.code AND p.replaced_at IS NULL
            AND p.opened_on <= first_day AND coalesce(p.closed_on, 'infinity') >= last_day
        WHERE s.county_id = of_county AND s.kind = ANY (wanted)
        ORDER BY s.code COLLATE "C");
    IF cardinality(sites) < visits THEN RETURN 'few'; END IF;
    -- A site that is drawn for certain knows its day at the latest when all others have passed.
    IF cardinality(sites) = visits THEN RETURN 'sure'; END IF;
    inspectors := ARRAY(
        SELECT a.name FROM public.account a
        WHERE a.county_id = of_county AND a.disabled_at IS NULL AND 'inspector' = ANY (a.roles)
        ORDER BY a.name COLLATE "C");
    -- Whoever ever held a duty at a site, or at one that it goes on from, is not drawn for it, whatever was changed since.
    SELECT array_agg(ARRAY[pair.code, pair.account] ORDER BY pair.code COLLATE "C", pair.account COLLATE "C") INTO barred
    FROM (
        SELECT DISTINCT one.code, d.account
        FROM unnest(sites) AS one (code)
        CROSS JOIN LATERAL public.site_past(of_county, one.code) AS past
        JOIN public.duty_terms(of_county, ARRAY(
            SELECT DISTINCT old.site FROM unnest(sites) AS code CROSS JOIN LATERAL public.site_past(of_county, code) AS old)) AS d
            ON d.site = past.site
        WHERE d.account = ANY (inspectors)) AS pair;
    PERFORM FROM unnest(sites) AS one (code)
    WHERE cardinality(inspectors) < team + (
        SELECT count(*) FROM generate_subscripts(barred, 1) AS i WHERE barred[i][1] = one.code);
    IF FOUND THEN RETURN 'unmanned'; END IF;
    made.county_id := of_county;
    made.id := draw_id;
    made.first_day := commit_draw.first_day;
    made.last_day := commit_draw.last_day;
    made.frame := head || ',"sites":' || public.draw_list(sites) || ',"inspectors":' || public.draw_list(inspectors)
        || ',"barred":[' || coalesce((
            SELECT string_agg(public.draw_list(ARRAY[barred[i][1], barred[i][2]]), ',' ORDER BY i)
            FROM generate_subscripts(barred, 1) AS i), '') || ']}';
    made.frame_digest := sha256(convert_to(made.frame, 'UTF8'));
    made.seed_digest := sha256(seed);
    made.drawn_at := clock_timestamp();
    made.drawn_by := who.account;
    made.entry := public.write_entry(who, 'draw', 'draw/' || draw_id, NULL, sha256(convert_to(public.framed(ARRAY[
        'lazaret draw v1', made.id::text, to_char(made.first_day, 'YYYY-MM-DD'), to_char(made.last_day, 'YYYY-MM-DD'),
        encode(made.frame_digest, 'hex'), encode(made.seed_digest, 'hex'),
        (extract(epoch FROM made.drawn_at - to_timestamp(0)) * 1000000)::bigint::text, made.drawn_by]), 'UTF8')));
    INSERT INTO public.draw SELECT made.*;
    INSERT INTO public.draw_seed (county_id, draw, seed) VALUES (of_county, draw_id, seed);
    RETURN 'drawn';
END $$;

-- Words as a list in canonical JSON: codes and names of accounts, of which none needs an escape.
CREATE OR REPLACE FUNCTION draw_list(words text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
RETURN '[' || coalesce((SELECT string_agg('"' || one || '"', ',' ORDER BY place) FROM unnest(words) WITH ORDINALITY AS w (one, place)), '') || ']';
REVOKE ALL ON FUNCTION commit_draw, draw_list FROM PUBLIC;
GRANT EXECUTE ON FUNCTION commit_draw TO lazaret_server;
