-- How often sites are visited, and draws of unannounced visits that nobody can foresee or choose (domain §8, arrears).

-- How many days may lie between visits to the sites of a kind, from a day on. Of those that have begun the one with the
-- latest day counts, and of two of one day the later entry.
CREATE TABLE cadence (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site_kind text NOT NULL,
    days integer NOT NULL,
    days_below integer NOT NULL, -- where the last grade was below the minimum
    valid_from date NOT NULL,
    reason text NOT NULL,
    set_at timestamptz NOT NULL,
    set_by text NOT NULL,
    CONSTRAINT cadence_key PRIMARY KEY (county_id, entry),
    CONSTRAINT cadence_kind_known CHECK (
        site_kind IN ('countyIsolation', 'townshipIsolation', 'homeIsolation', 'checkpoint', 'zone')),
    CONSTRAINT cadence_days CHECK (days_below BETWEEN 1 AND days AND days <= 366),
    CONSTRAINT cadence_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT cadence_by_length CHECK (char_length(set_by) BETWEEN 1 AND 200)
);

-- A draw as it was committed to: what was drawn from (`frame`, canonical JSON), and the digest of a seed that nobody reads
-- before the draw is open. Its result is worked out from these and the root of the first head that seals its entry.
CREATE TABLE draw (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- made by whoever draws, so that the same twice is once
    first_day date NOT NULL,
    last_day date NOT NULL,
    frame text NOT NULL,
    frame_digest bytea NOT NULL,
    seed_digest bytea NOT NULL,
    drawn_at timestamptz NOT NULL,
    drawn_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT draw_key PRIMARY KEY (county_id, id),
    CONSTRAINT draw_days CHECK (first_day <= last_day),
    CONSTRAINT draw_frame_size CHECK (octet_length(frame) BETWEEN 2 AND 1048576),
    CONSTRAINT draw_digest_size CHECK (octet_length(frame_digest) = 32 AND octet_length(seed_digest) = 32),
    CONSTRAINT draw_by_length CHECK (char_length(drawn_by) BETWEEN 1 AND 200)
);

-- The seed. The server's role has no right to it; functions answer from it what may be known.
CREATE TABLE draw_seed (
    county_id integer NOT NULL,
    draw uuid NOT NULL,
    seed bytea NOT NULL,
    CONSTRAINT draw_seed_key PRIMARY KEY (county_id, draw),
    CONSTRAINT draw_seed_size CHECK (octet_length(seed) = 32)
);

-- A draw that was given up before its last day was over, with why: it opens at once, so that everybody sees what was given up.
CREATE TABLE draw_discard (
    county_id integer NOT NULL,
    draw uuid NOT NULL,
    reason text NOT NULL,
    discarded_at timestamptz NOT NULL,
    discarded_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT draw_discard_key PRIMARY KEY (county_id, draw),
    CONSTRAINT draw_discard_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT draw_discard_by_length CHECK (char_length(discarded_by) BETWEEN 1 AND 200)
);

ALTER TABLE cadence ENABLE ROW LEVEL SECURITY;
CREATE POLICY cadence_read ON cadence FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('county')));
ALTER TABLE draw ENABLE ROW LEVEL SECURITY;
CREATE POLICY draw_read ON draw FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('county')));
ALTER TABLE draw_seed ENABLE ROW LEVEL SECURITY;
ALTER TABLE draw_discard ENABLE ROW LEVEL SECURITY;
CREATE POLICY draw_discard_read ON draw_discard FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('county')));
GRANT SELECT ON cadence, draw, draw_discard TO lazaret_server;

DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['cadence', 'draw', 'draw_seed', 'draw_discard'] LOOP
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', one || '_immutable', one);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', one, current_user);
    END LOOP;
END $$;
