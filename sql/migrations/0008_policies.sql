-- Who may see and write which rows: row-level security on every table, forced. The doors of the web say the same in
-- words; these hold when a door was forgotten.

ALTER VIEW standing_inspection SET (security_invoker = true);
ALTER VIEW last_of_week SET (security_invoker = true);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lazaret_server;
GRANT EXECUTE ON FUNCTION
    is_owner(), rights_of(text[]), acting(text), acting_account(), acting_county(), acting_sites(), acting_via(),
    enter(integer, bytea, text), county_named(text), begin_login(integer, text, text),
    finish_login(integer, text, bytea, bytea, text, text), openid_login(integer, text, bytea, text, text),
    change_password(bytea, bytea, integer, bytea, bytea), gap_past(integer, text, text, timestamptz, uuid),
    refuse_change(), name_actor()
TO lazaret_server;
DO $$ BEGIN -- what btree_gist brings serves the constraints, and anybody may call it
    EXECUTE (SELECT string_agg(format('GRANT EXECUTE ON FUNCTION %s TO PUBLIC;', p.oid::regprocedure), E'\n')
        FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e' AND d.classid = 'pg_proc'::regclass
        WHERE p.pronamespace = 'public'::regnamespace);
END $$;

GRANT SELECT, UPDATE (edition) ON county TO lazaret_server;
GRANT SELECT, INSERT, UPDATE ON township, site, posting TO lazaret_server;
GRANT SELECT, INSERT ON baseline_version, checklist_version, inspection, gap, audit_entry TO lazaret_server;
GRANT SELECT ON standing_inspection, last_of_week TO lazaret_server;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft TO lazaret_server;
-- What a password was made into is written, and never read.
GRANT SELECT (county_id, name, display, roles, must_change, openid_subject, created_at, disabled_at),
    INSERT (county_id, name, display, roles, salt, cost, verifier, must_change, openid_subject),
    UPDATE (display, roles, salt, cost, verifier, must_change, openid_subject, disabled_at) ON account TO lazaret_server;
GRANT SELECT, INSERT, DELETE ON account_duty TO lazaret_server;
GRANT SELECT (county_id, digest, account, started_at, seen_at, ended_at, address, agent), UPDATE (ended_at)
    ON session TO lazaret_server;
GRANT SELECT (county_id, account, name, scope, made_at, expires_at, used_at, revoked_at),
    INSERT (county_id, account, name, digest, scope, expires_at), UPDATE (revoked_at) ON api_token TO lazaret_server;

DO $$
DECLARE
    one text;
BEGIN
    FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one);
    END LOOP;
END $$;

-- Whoever is confined to sites sees theirs; acting_sites() is NULL for all others. Written with coalesce because the
-- planner takes `… IS NULL OR …` to let next to nothing through, and then joins as if there were nothing to join.

-- The county's own register and standards: read by all, kept by the administrators.
CREATE POLICY county_read ON county FOR SELECT USING (county_id = (SELECT acting_county()) OR (SELECT is_owner()));
CREATE POLICY county_hold ON county FOR UPDATE USING (
    county_id = (SELECT acting('file')) OR county_id = (SELECT acting('manage')));
CREATE POLICY county_found ON county FOR INSERT WITH CHECK ((SELECT is_owner()));

CREATE POLICY township_read ON township FOR SELECT USING (county_id = (SELECT acting('read')));
CREATE POLICY township_add ON township FOR INSERT WITH CHECK (county_id = (SELECT acting('manage')));
CREATE POLICY township_change ON township FOR UPDATE USING (county_id = (SELECT acting('manage')));

CREATE POLICY site_read ON site FOR SELECT USING (
    county_id = (SELECT acting('read'))
    AND coalesce(code = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY site_add ON site FOR INSERT WITH CHECK (county_id = (SELECT acting('manage')));
CREATE POLICY site_change ON site FOR UPDATE USING (county_id = (SELECT acting('manage')));

CREATE POLICY posting_read ON posting FOR SELECT USING (
    county_id = (SELECT acting('read'))
    AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true)
    OR (SELECT is_owner()));
CREATE POLICY posting_add ON posting FOR INSERT WITH CHECK (county_id = (SELECT acting('manage')));
CREATE POLICY posting_change ON posting FOR UPDATE USING (county_id = (SELECT acting('manage')));

CREATE POLICY baseline_version_read ON baseline_version FOR SELECT USING (county_id = (SELECT acting('read')));
CREATE POLICY baseline_version_publish ON baseline_version FOR INSERT
    WITH CHECK (county_id = (SELECT acting('manage')));
CREATE POLICY checklist_version_read ON checklist_version FOR SELECT USING (county_id = (SELECT acting('read')));
CREATE POLICY checklist_version_publish ON checklist_version FOR INSERT
    WITH CHECK (county_id = (SELECT acting('manage')));

-- What was found: read by those whose site it is, written by inspectors, changed by nobody.
CREATE POLICY inspection_read ON inspection FOR SELECT USING (
    county_id = (SELECT acting('read'))
    AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY inspection_file ON inspection FOR INSERT WITH CHECK (county_id = (SELECT acting('file')));
CREATE POLICY gap_read ON gap FOR SELECT USING (
    county_id = (SELECT acting('read'))
    AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
CREATE POLICY gap_file ON gap FOR INSERT WITH CHECK (county_id = (SELECT acting('file')));

CREATE POLICY draft_read ON draft FOR SELECT USING (
    county_id = (SELECT acting('file')) OR county_id = (SELECT acting('audit')));
CREATE POLICY draft_add ON draft FOR INSERT WITH CHECK (county_id = (SELECT acting('file')));
CREATE POLICY draft_change ON draft FOR UPDATE USING (county_id = (SELECT acting('file')));
CREATE POLICY draft_discard ON draft FOR DELETE USING (county_id = (SELECT acting('file')));

-- The record: whoever acts adds to it, few read it, nobody changes it.
CREATE POLICY audit_entry_read ON audit_entry FOR SELECT USING (county_id = (SELECT acting('audit')));
CREATE POLICY audit_entry_add ON audit_entry FOR INSERT WITH CHECK (
    county_id = (SELECT acting_county()) OR (SELECT is_owner()));

-- People: administrators keep the accounts, each sees and ends the own sessions and tokens.
CREATE POLICY account_read ON account FOR SELECT USING (
    county_id = (SELECT acting_county())
    AND (name = (SELECT acting_account()) OR county_id = (SELECT acting('manage'))
        OR county_id = (SELECT acting('audit')))
    OR (SELECT is_owner()));
-- A token keeps no accounts: it would outgrow its scope, and outlive its end.
CREATE POLICY account_add ON account FOR INSERT WITH CHECK (
    county_id = (SELECT acting('manage')) AND (SELECT acting_via()) NOT LIKE 'token:%');
CREATE POLICY account_change ON account FOR UPDATE USING (
    county_id = (SELECT acting('manage')) AND (SELECT acting_via()) NOT LIKE 'token:%' OR (SELECT is_owner()));

CREATE POLICY account_duty_read ON account_duty FOR SELECT USING (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) OR county_id = (SELECT acting('manage'))
        OR county_id = (SELECT acting('audit')))
    OR (SELECT is_owner()));
CREATE POLICY account_duty_add ON account_duty FOR INSERT WITH CHECK (county_id = (SELECT acting('manage')));
CREATE POLICY account_duty_end ON account_duty FOR DELETE USING (county_id = (SELECT acting('manage')));

CREATE POLICY session_owner ON session USING ((SELECT is_owner()));
CREATE POLICY session_read ON session FOR SELECT USING (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) OR county_id = (SELECT acting('manage'))));
-- What has ended stays ended.
CREATE POLICY session_end ON session FOR UPDATE USING (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) OR county_id = (SELECT acting('manage'))))
    WITH CHECK (ended_at IS NOT NULL);
CREATE POLICY api_token_read ON api_token FOR SELECT USING (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) OR county_id = (SELECT acting('manage')))
    OR (SELECT is_owner()));
-- A token is made by its account, in a session, or by the operator at the shell: a token never makes another.
CREATE POLICY api_token_make ON api_token FOR INSERT WITH CHECK (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) AND (SELECT acting_via()) LIKE 'session:%'
        OR (SELECT acting_via()) = 'shell'));
CREATE POLICY api_token_owner ON api_token FOR UPDATE USING ((SELECT is_owner()));
CREATE POLICY api_token_end ON api_token FOR UPDATE USING (
    county_id = (SELECT acting_county())
    AND (account = (SELECT acting_account()) OR county_id = (SELECT acting('manage'))))
    WITH CHECK (revoked_at IS NOT NULL);

-- Only the owner's functions look at these.
CREATE POLICY context_key_owner ON context_key USING ((SELECT is_owner()));
CREATE POLICY login_failure_owner ON login_failure USING ((SELECT is_owner()));

-- The tool's own table belongs to no county; it says which release the schema is of.
DO $$ BEGIN
    IF to_regclass('public.schema_migration') IS NOT NULL THEN
        GRANT SELECT ON schema_migration TO lazaret_server;
        CREATE POLICY schema_migration_read ON schema_migration FOR SELECT USING (true);
        CREATE POLICY schema_migration_apply ON schema_migration FOR INSERT WITH CHECK ((SELECT is_owner()));
    END IF;
END $$;
