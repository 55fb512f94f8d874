-- The register in time (domain §2a): a site has periods of operation, and what it was called and was from a day on; a
-- township has names from a day on; a duty has terms. What is corrected or withdrawn is not changed: the row says by
-- which entry of the audit log it was replaced and when, and the new one stands beside it. `entry` is the number of the
-- entry that brought a row, 0 where it is of a release before; what stands has no `replaced_at`.

-- A period of operation.
CREATE TABLE operation (
    county_id integer NOT NULL,
    site text NOT NULL,
    opened_on date NOT NULL,
    closed_on date, -- the last day it was open; NULL while it is
    predecessor text, -- the site that it goes on from: it moved, under a new code
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamptz,
    CONSTRAINT operation_key PRIMARY KEY (county_id, site, opened_on, entry),
    CONSTRAINT operation_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT operation_predecessor FOREIGN KEY (county_id, predecessor) REFERENCES site (county_id, code),
    CONSTRAINT operation_predecessor_other CHECK (predecessor <> site),
    CONSTRAINT operation_open_in_order CHECK (opened_on <= closed_on),
    CONSTRAINT operation_replaced_whole CHECK (num_nonnulls(replaced_by, replaced_at) IN (0, 2) AND replaced_by > entry),
    CONSTRAINT operation_apart EXCLUDE USING gist (
        county_id WITH =, site WITH =, daterange(opened_on, closed_on, '[]') WITH &&) WHERE (replaced_at IS NULL)
);

-- What a site was called and was from a day on, until the next; the first is of `-infinity`, so that each day has one.
CREATE TABLE site_description (
    county_id integer NOT NULL,
    site text NOT NULL,
    since date NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    township text, -- NULL for a county site that lies in no township
    address text NOT NULL,
    capacity integer, -- NULL where it means nothing
    latitude numeric(8, 6),
    longitude numeric(9, 6),
    datum text, -- phones give WGS-84, Chinese maps GCJ-02
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamptz,
    CONSTRAINT site_description_key PRIMARY KEY (county_id, site, since, entry),
    CONSTRAINT site_description_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT site_description_township FOREIGN KEY (county_id, township) REFERENCES township (county_id, code),
    CONSTRAINT site_description_name_length CHECK (
        char_length(name_zh) BETWEEN 1 AND 200 AND char_length(name_en) BETWEEN 1 AND 200),
    CONSTRAINT site_description_address_length CHECK (char_length(address) <= 500),
    CONSTRAINT site_description_capacity_range CHECK (capacity BETWEEN 0 AND 1000000),
    CONSTRAINT site_description_place_whole CHECK (num_nonnulls(latitude, longitude, datum) IN (0, 3)),
    CONSTRAINT site_description_place_range CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180),
    CONSTRAINT site_description_datum_known CHECK (datum IN ('WGS-84', 'GCJ-02')),
    CONSTRAINT site_description_replaced_whole CHECK (
        num_nonnulls(replaced_by, replaced_at) IN (0, 2) AND replaced_by > entry)
);
CREATE UNIQUE INDEX site_description_once ON site_description (county_id, site, since) WHERE replaced_at IS NULL;

-- What a township was called, in the same way.
CREATE TABLE township_name (
    county_id integer NOT NULL,
    township text NOT NULL,
    since date NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    entry bigint NOT NULL,
    replaced_by bigint,
    replaced_at timestamptz,
    CONSTRAINT township_name_key PRIMARY KEY (county_id, township, since, entry),
    CONSTRAINT township_name_township FOREIGN KEY (county_id, township) REFERENCES township (county_id, code),
    CONSTRAINT township_name_length CHECK (
        char_length(name_zh) BETWEEN 1 AND 200 AND char_length(name_en) BETWEEN 1 AND 200),
    CONSTRAINT township_name_replaced_whole CHECK (
        num_nonnulls(replaced_by, replaced_at) IN (0, 2) AND replaced_by > entry)
);
CREATE UNIQUE INDEX township_name_once ON township_name (county_id, township, since) WHERE replaced_at IS NULL;

INSERT INTO operation (county_id, site, opened_on, closed_on, entry)
    SELECT county_id, code, opened_on, closed_on, 0 FROM site;
INSERT INTO site_description (county_id, site, since, name_zh, name_en, township, address, capacity, entry)
    SELECT county_id, code, '-infinity', name_zh, name_en, township, address, capacity, 0 FROM site;
INSERT INTO township_name (county_id, township, since, name_zh, name_en, entry)
    SELECT county_id, code, '-infinity', name_zh, name_en, 0 FROM township;
ALTER TABLE site
    DROP COLUMN name_zh, DROP COLUMN name_en, DROP COLUMN township, DROP COLUMN opened_on, DROP COLUMN closed_on,
    DROP COLUMN address, DROP COLUMN capacity;
ALTER TABLE township DROP COLUMN name_zh, DROP COLUMN name_en;

-- A term of duty has an id of its own, which stays when the term is corrected.
ALTER TABLE posting
    DROP CONSTRAINT posting_key, DROP CONSTRAINT posting_one_holder, DROP CONSTRAINT posting_person_once,
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN entry bigint NOT NULL DEFAULT 0,
    ADD COLUMN replaced_by bigint,
    ADD COLUMN replaced_at timestamptz,
    ADD CONSTRAINT posting_key PRIMARY KEY (county_id, site, duty, id, entry),
    ADD CONSTRAINT posting_replaced_whole CHECK (num_nonnulls(replaced_by, replaced_at) IN (0, 2) AND replaced_by > entry),
    -- Whoever answers for a site answers alone: these duties have one holder on any day. Others are shared, and nobody
    -- holds one twice.
    ADD CONSTRAINT posting_one_holder EXCLUDE USING gist (
        county_id WITH =, site WITH =, duty WITH =, daterange(held_from, held_to, '[]') WITH &&)
        WHERE (replaced_at IS NULL AND duty IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge')),
    ADD CONSTRAINT posting_person_once EXCLUDE USING gist (
        county_id WITH =, site WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]') WITH &&)
        WHERE (replaced_at IS NULL AND duty NOT IN ('director', 'partyHead', 'governmentHead', 'deputyInCharge'));
ALTER TABLE posting ALTER COLUMN id DROP DEFAULT, ALTER COLUMN entry DROP DEFAULT;
CREATE UNIQUE INDEX posting_once ON posting (county_id, site, id) WHERE replaced_at IS NULL;

-- From this entry on, those of sites have the digest of their second form, and townships have entries (docs/record.md).
INSERT INTO audit_entry (county_id, actor, verb, object, reason)
    SELECT county_id, 'setup', 'change', 'register/v2', 'lazaret site v2' FROM county
    WHERE EXISTS (SELECT FROM site s WHERE s.county_id = county.county_id);

-- What a site was called and was, with the township's name of then, from a day to a day. A report says of which day it
-- speaks: `day BETWEEN since AND until` is one row of each site.
CREATE VIEW site_in_time WITH (security_invoker = true) AS
    SELECT s.county_id, s.code, s.kind,
        greatest(d.since, t.since) AS since, least(d.until, t.until) AS until,
        d.name_zh, d.name_en, d.address, d.capacity, d.latitude, d.longitude, d.datum,
        d.township, t.name_zh AS township_zh, t.name_en AS township_en
    FROM site s
    JOIN (
        SELECT *, coalesce(lead(since) OVER (PARTITION BY county_id, site ORDER BY since) - 1, 'infinity') AS until
        FROM site_description WHERE replaced_at IS NULL) AS d ON d.county_id = s.county_id AND d.site = s.code
    LEFT JOIN (
        SELECT *, coalesce(lead(since) OVER (PARTITION BY county_id, township ORDER BY since) - 1, 'infinity') AS until
        FROM township_name WHERE replaced_at IS NULL) AS t
        ON t.county_id = d.county_id AND t.township = d.township AND t.since <= d.until AND t.until >= d.since;

-- A site as it is today, with the period that began last; one that is still to begin where there is no other.
CREATE VIEW site_today WITH (security_invoker = true) AS
    SELECT s.*, o.opened_on, o.closed_on
    FROM (SELECT (now() AT TIME ZONE INTERVAL '08:00')::date AS today) AS clock
    JOIN site_in_time s ON clock.today BETWEEN s.since AND s.until
    CROSS JOIN LATERAL (
        SELECT p.opened_on, p.closed_on FROM operation p
        WHERE p.county_id = s.county_id AND p.site = s.code AND p.replaced_at IS NULL
        ORDER BY p.opened_on > clock.today, p.opened_on DESC LIMIT 1) AS o;

-- What the acts of the register are given: what is to stand of a site, or of a township, and the digests of what stood
-- and what then stands.
CREATE TYPE register_period AS (opened_on date, closed_on date, predecessor text);
CREATE TYPE register_description AS (
    since date, name_zh text, name_en text, township text, address text, capacity integer,
    latitude numeric, longitude numeric, datum text
);
CREATE TYPE register_term AS (id uuid, duty text, person text, held_from date, held_to date);
CREATE TYPE register_site AS (
    code text, kind text, periods register_period[], descriptions register_description[], terms register_term[],
    before_it bytea, after_it bytea
);
CREATE TYPE register_name AS (since date, name_zh text, name_en text);
CREATE TYPE register_township AS (code text, names register_name[], before_it bytea, after_it bytea);

-- Read by whoever may, written by acts alone; and what is on record stays, also for the owner, but for saying by what it
-- was replaced. (Foreign keys want UPDATE on some column of what they refer to.)
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT policyname, tablename FROM pg_policies
        WHERE schemaname = 'public' AND tablename IN ('site', 'township', 'posting')
    LOOP
        EXECUTE format('DROP POLICY %I ON public.%I', one.policyname, one.tablename);
    END LOOP;
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE
        ON site, township, operation, site_description, township_name, posting FROM %I', current_user);
    EXECUTE format('GRANT UPDATE (county_id) ON site, township TO %I', current_user);
    EXECUTE format('GRANT UPDATE (replaced_by, replaced_at)
        ON operation, site_description, township_name, posting TO %I', current_user);
END $$;
REVOKE ALL ON site, township, posting FROM lazaret_server;
GRANT SELECT ON site, township, operation, site_description, township_name, posting, site_in_time, site_today
    TO lazaret_server;
ALTER TABLE operation ENABLE ROW LEVEL SECURITY;
ALTER TABLE site_description ENABLE ROW LEVEL SECURITY;
ALTER TABLE township_name ENABLE ROW LEVEL SECURITY;
CREATE POLICY site_read ON site FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(code = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY operation_read ON operation FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY site_description_read ON site_description FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY posting_read ON posting FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY township_read ON township FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('read')));
CREATE POLICY township_name_read ON township_name FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('read')));
