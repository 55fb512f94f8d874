-- What the server's role sees, a policy a table: one permissive condition on the county, which an index is searched by.
-- What acting() and the others answer is in sql/acts/enter.sql. They are asked in brackets of their own, which reads no
-- table, so that a statement asks once: a bare call is asked again at every turn of a loop, and made the reports three
-- times as slow. A database that is spread over several nodes takes the same policies without the brackets.

DROP POLICY county_read ON county;
CREATE POLICY county_read ON county FOR SELECT TO lazaret_server USING (county_id = (SELECT acting_county()));

DROP POLICY baseline_version_read ON baseline_version;
CREATE POLICY baseline_version_read ON baseline_version FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')));
DROP POLICY checklist_version_read ON checklist_version;
CREATE POLICY checklist_version_read ON checklist_version FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')));

DROP POLICY inspection_read ON inspection;
CREATE POLICY inspection_read ON inspection FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
DROP POLICY gap_read ON gap;
CREATE POLICY gap_read ON gap FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting('read')) AND coalesce(site = ANY ((SELECT acting_sites())::text[]), true));
DROP POLICY draft_read ON draft;
CREATE POLICY draft_read ON draft FOR SELECT TO lazaret_server USING (county_id = (SELECT acting_any('file', 'audit')));

DROP POLICY audit_entry_read ON audit_entry;
CREATE POLICY audit_entry_read ON audit_entry FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('audit')));
DROP POLICY audit_leaf_read ON audit_leaf;
CREATE POLICY audit_leaf_read ON audit_leaf FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('audit')));
DROP POLICY audit_head_read ON audit_head;
CREATE POLICY audit_head_read ON audit_head FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('audit')));
DROP POLICY audit_queue_read ON audit_queue;
CREATE POLICY audit_queue_read ON audit_queue FOR SELECT TO lazaret_server USING (county_id = (SELECT acting('audit')));

-- The tool's own tables belong to no county; they say which release the schema is of.
DROP POLICY schema_act_read ON schema_act;
CREATE POLICY schema_act_read ON schema_act FOR SELECT TO lazaret_server USING (true);
DO $$ BEGIN
    IF to_regclass('public.schema_migration') IS NOT NULL THEN
        DROP POLICY schema_migration_read ON schema_migration;
        CREATE POLICY schema_migration_read ON schema_migration FOR SELECT TO lazaret_server USING (true);
        DROP POLICY schema_migration_apply ON schema_migration;
    END IF;
END $$;

-- No policy binds the owner any more, nor says what it may; what only its functions look at needs none.
DROP POLICY IF EXISTS county_found ON county;
DROP POLICY IF EXISTS baseline_version_owner ON baseline_version;
DROP POLICY IF EXISTS checklist_version_owner ON checklist_version;
DROP POLICY IF EXISTS audit_entry_owner ON audit_entry;
DROP POLICY IF EXISTS audit_leaf_add ON audit_leaf;
DROP POLICY IF EXISTS audit_head_add ON audit_head;
DROP POLICY IF EXISTS audit_queue_add ON audit_queue;
DROP POLICY IF EXISTS audit_queue_take ON audit_queue;
DROP POLICY IF EXISTS schema_act_apply ON schema_act;
DROP POLICY IF EXISTS readiness_owner ON readiness;
DROP POLICY IF EXISTS context_key_owner ON context_key;
DROP POLICY IF EXISTS login_failure_owner ON login_failure;
DROP POLICY IF EXISTS openid_answer_owner ON openid_answer;

-- Of the context of earlier releases, which lay in nine settings.
DROP FUNCTION act_as(integer, text, text, text[], text[], text, text);
DROP FUNCTION context_seal();
