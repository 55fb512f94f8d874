-- Lists that people find things in: codes in the order that people count in, and without regard to capitals; words as
-- they are looked for.

-- What a code is sorted by: capitals are no matter, and digits count as numbers, so that P-2 comes before P-10. Every run
-- of digits gets zeros before it up to 32, the most that a code has. `Sources/Compliance/Sites/SiteCode.swift` says the
-- same, and a test compares the two.
CREATE FUNCTION natural_key(code text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(
    regexp_replace(upper(code COLLATE "C"), '(\d+)', repeat('0', 32) || '\1', 'g'), '\d*(\d{32})(?!\d)', '\1', 'g')
    COLLATE "C";

-- Text as it is looked for: full-width letters and digits are half-width ones (NFKC), and capitals are no matter.
CREATE FUNCTION search_text(value text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN lower(normalize(value, NFKC) COLLATE "C");

REVOKE ALL ON FUNCTION natural_key, search_text FROM PUBLIC;
GRANT EXECUTE ON FUNCTION natural_key, search_text TO lazaret_server;

-- A code is kept as it was typed, and `p-2` is `P-2`. A county of a release before may have both; then the later of them
-- in the order of bytes stays a site of its own (`is_twin`), found by its very code alone, and the record says so.
ALTER TABLE site
    ADD COLUMN sort_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (natural_key(code)) STORED,
    ADD COLUMN is_twin boolean NOT NULL DEFAULT false;
DO $$ BEGIN
    -- Nobody changes a site's row, the owner included, but here and now.
    EXECUTE format('GRANT UPDATE (is_twin) ON site TO %I', current_user);
    UPDATE site s SET is_twin = true
    FROM (
        SELECT county_id, code,
            row_number() OVER (PARTITION BY county_id, upper(code COLLATE "C") ORDER BY code COLLATE "C") AS place
        FROM site) AS one
    WHERE one.place > 1 AND (one.county_id, one.code) = (s.county_id, s.code);
    EXECUTE format('REVOKE UPDATE (is_twin) ON site FROM %I', current_user);
END $$;
CREATE UNIQUE INDEX site_code_once ON site (county_id, upper(code COLLATE "C")) WHERE NOT is_twin;
WITH twin AS (
    INSERT INTO audit_entry (county_id, actor, verb, object, reason)
    SELECT s.county_id, 'setup', 'change', 'twin/' || s.code,
        'differs from another code in capitals alone: ' || o.code
    FROM site s
    JOIN site o ON o.county_id = s.county_id AND NOT o.is_twin
        AND upper(o.code COLLATE "C") = upper(s.code COLLATE "C")
    WHERE s.is_twin ORDER BY s.county_id, s.code
    RETURNING *)
INSERT INTO audit_queue (county_id, number, leaf)
SELECT twin.county_id, twin.number, leaf_hash(ROW(twin.*)::audit_entry) FROM twin;

-- What a site and a township are found by, of all times: also what no longer stands.
ALTER TABLE site_description ADD COLUMN words text NOT NULL
    GENERATED ALWAYS AS (search_text(name_zh || E'\n' || name_en || E'\n' || address)) STORED;
ALTER TABLE township_name ADD COLUMN words text NOT NULL
    GENERATED ALWAYS AS (search_text(name_zh || E'\n' || name_en)) STORED;

-- An account is tied to a term of duty by the term's id, which stays when the term is corrected, so that a corrected name
-- keeps the account; whose term ends sees the site no more. `person` is how the register named the holder when they were
-- tied, as the account's state has it. What was tied to nobody on record stays so.
ALTER TABLE account_duty ADD COLUMN term uuid;
UPDATE account_duty d SET term = (
    SELECT p.id FROM posting p
    WHERE p.county_id = d.county_id AND p.site = d.site AND p.duty = d.duty AND p.person = d.person
        AND p.replaced_at IS NULL
    ORDER BY (now() AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity') DESC,
        p.held_from DESC LIMIT 1);

-- Holders of other duties than the director's may have accounts confined to their sites (domain §9).
ALTER TABLE account DROP CONSTRAINT account_roles_known, ADD CONSTRAINT account_roles_known CHECK (
    cardinality(roles) BETWEEN 1 AND 7
    AND roles <@ ARRAY['inspector', 'administrator', 'supervision', 'director', 'holder', 'leader', 'auditor']);
CREATE OR REPLACE FUNCTION rights_of(roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'),
        ('director', 'read'), ('holder', 'read'),
        ('leader', 'read'), ('leader', 'county'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;
