-- The server's role reads, and calls acts: it has no other way to change anything. What is evidence nobody changes, the
-- owner of the tables included, by what they are allowed; the triggers that refuse it are a second lock.

-- Whoever writes an entry says who acts, queues its leaf and holds to its bounds: write_entry() (sql/acts/entry.sql), in
-- one place, where triggers and a dozen checks did, whose text PostgreSQL reads anew at every statement.
DROP TRIGGER audit_entry_actor ON audit_entry;
DROP TRIGGER audit_entry_queued ON audit_entry;
DROP FUNCTION name_actor(), queue_entry();
ALTER TABLE audit_entry
    DROP CONSTRAINT audit_entry_verb_known, DROP CONSTRAINT audit_entry_object_length,
    DROP CONSTRAINT audit_entry_actor_length, DROP CONSTRAINT audit_entry_address_length,
    DROP CONSTRAINT audit_entry_digest_length, DROP CONSTRAINT audit_entry_duty_length,
    DROP CONSTRAINT audit_entry_reason_length, DROP CONSTRAINT audit_entry_via_length;
ALTER TABLE audit_queue DROP CONSTRAINT audit_queue_leaf_length;

-- A reference locks the row that it leads to, and all filings lead to the same few: the county, and the versions in
-- force. None of these rows ever goes; the acts look whether they are there.
ALTER TABLE audit_entry DROP CONSTRAINT audit_entry_county;
ALTER TABLE inspection DROP CONSTRAINT inspection_checklist, DROP CONSTRAINT inspection_baseline;
ALTER TABLE draft DROP CONSTRAINT draft_checklist;

-- A table has one policy, which says who reads. What was asked of statements that wrote is asked by acts.
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT polname, polrelid::regclass AS of_table FROM pg_policy WHERE polcmd <> 'r' LOOP
        EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of_table);
    END LOOP;
    FOR one IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') LOOP
        -- Of the whole table; that takes what was given of single columns too.
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON %s FROM lazaret_server', one.name);
    END LOOP;
    FOR one IN SELECT unnest(ARRAY['inspection', 'gap', 'withdrawal', 'checklist_version', 'baseline_version',
        'audit_entry', 'audit_leaf', 'audit_head']) AS name LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', one.name, current_user);
    END LOOP;
    -- Whoever refers to an inspection holds its row meanwhile, for which one has to be allowed to change some column: one
    -- that the database works out by itself.
    EXECUTE format('GRANT UPDATE (week) ON public.inspection TO %I', current_user);
END $$;
DROP FUNCTION is_owner();
