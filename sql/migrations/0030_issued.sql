-- The standard handed down: versions issued to sites and received there, and guidance on them (domain §7 (a) and (b)).
-- A version is a pair: the digest of the checklist and that of the baseline.

-- A version issued to a site, once.
CREATE TABLE issuance (
    county_id integer NOT NULL,
    entry bigint NOT NULL, -- of the record, which says that it was issued
    site text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by text NOT NULL,
    CONSTRAINT issuance_key PRIMARY KEY (county_id, entry),
    CONSTRAINT issuance_once UNIQUE (county_id, site, checklist_digest, baseline_digest)
);

-- What the director acknowledged.
CREATE TABLE issuance_receipt (
    county_id integer NOT NULL,
    issuance bigint NOT NULL,
    site text NOT NULL, -- copied from the issuance: whoever is confined to sites sees those of the own
    received_at timestamptz NOT NULL,
    received_by text NOT NULL,
    duty text NOT NULL, -- at the site, by which it was done
    entry bigint NOT NULL,
    CONSTRAINT issuance_receipt_key PRIMARY KEY (county_id, issuance)
);

-- Guidance on a version, given at a site at a moment that somebody states.
CREATE TABLE guidance (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- made by whoever records it, so that the same twice is once
    site text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    given_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    given_by text NOT NULL,
    shown text NOT NULL, -- what was shown
    attended text NOT NULL, -- who was there, by duty
    entry bigint NOT NULL,
    CONSTRAINT guidance_key PRIMARY KEY (county_id, id),
    CONSTRAINT guidance_in_order CHECK (given_at <= recorded_at),
    CONSTRAINT guidance_shown_length CHECK (char_length(shown) BETWEEN 1 AND 2000),
    CONSTRAINT guidance_attended_length CHECK (char_length(attended) BETWEEN 1 AND 500)
);
CREATE INDEX guidance_by_site ON guidance (county_id, site, given_at);

-- Guidance that was recorded by mistake: it stays on record, and counts nowhere.
CREATE TABLE guidance_withdrawal (
    county_id integer NOT NULL,
    guidance uuid NOT NULL,
    site text NOT NULL, -- copied from the guidance
    withdrawn_at timestamptz NOT NULL,
    withdrawn_by text NOT NULL,
    reason text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT guidance_withdrawal_key PRIMARY KEY (county_id, guidance),
    CONSTRAINT guidance_withdrawal_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);

-- Whoever is confined reads what concerns the own sites, and those that they go on from, up to the day of the move.
ALTER TABLE issuance ENABLE ROW LEVEL SECURITY;
CREATE POLICY issuance_read ON issuance FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (issued_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
ALTER TABLE issuance_receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY issuance_receipt_read ON issuance_receipt FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (received_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
ALTER TABLE guidance ENABLE ROW LEVEL SECURITY;
CREATE POLICY guidance_read ON guidance FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (given_at AT TIME ZONE INTERVAL '08:00')::date <= ((SELECT acting_past()) ->> site)::date));
-- A withdrawal is read of a former code whenever it was, lest withdrawn guidance seem to stand.
ALTER TABLE guidance_withdrawal ENABLE ROW LEVEL SECURITY;
CREATE POLICY guidance_withdrawal_read ON guidance_withdrawal FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND (coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
        OR (SELECT acting_past()) ? site));

DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['issuance', 'issuance_receipt', 'guidance', 'guidance_withdrawal'] LOOP
        EXECUTE format('GRANT SELECT ON public.%I TO lazaret_server', one);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', one || '_immutable', one);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', one, current_user);
    END LOOP;
END $$;

-- Guidance that stands, that of visits of that kind too: it was given at the end of the visit, on the version that it was
-- filed against.
CREATE VIEW standing_guidance WITH (security_invoker = true) AS
    SELECT g.county_id, g.site, g.checklist_digest, g.baseline_digest, g.given_at, g.id AS guidance, NULL::uuid AS inspection
    FROM guidance g
    WHERE NOT EXISTS (SELECT FROM guidance_withdrawal w WHERE w.county_id = g.county_id AND w.guidance = g.id)
    UNION ALL
    SELECT i.county_id, i.site, i.checklist_digest, i.baseline_digest, i.finished_at, NULL, i.id
    FROM standing_inspection i WHERE i.kind = 'guidance';
GRANT SELECT ON standing_guidance TO lazaret_server;
