-- Accountability (domain §7): infections, the steps of the ladder, cases with whom they name, and every act in them. All of
-- it is dated rows that nobody changes; what stands open and what may come next is worked out from them. Rows of a case refer
-- to it without a foreign key, which would want a privilege to change it: one act writes them, and looks whether it is there.

-- What the rights come to is written anew below: a case is supervision's, and what it names may answer.
CREATE OR REPLACE FUNCTION rights_of(roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'), ('administrator', 'cases'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'), ('supervision', 'cases'),
        ('supervision', 'supervise'),
        ('director', 'read'), ('director', 'respond'), ('holder', 'read'), ('holder', 'respond'),
        ('leader', 'read'), ('leader', 'county'), ('leader', 'cases'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit'), ('auditor', 'cases')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;
-- A program may read cases; leading them wants a person.
ALTER TABLE api_token DROP CONSTRAINT api_token_scope_known, ADD CONSTRAINT api_token_scope_known CHECK (
    cardinality(scope) BETWEEN 1 AND 7 AND scope <@ ARRAY['read', 'county', 'file', 'manage', 'audit', 'respond', 'cases']);

-- An infection inside a site, put on record by the office or by supervision; its case is opened with it.
CREATE TABLE infection (
    county_id integer NOT NULL,
    id uuid NOT NULL, -- the client's, so that reporting it again changes nothing
    site text NOT NULL,
    day date NOT NULL,
    source text NOT NULL, -- by what it is known
    reported_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    reported_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT infection_key PRIMARY KEY (county_id, id),
    CONSTRAINT infection_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT infection_source_length CHECK (char_length(source) BETWEEN 1 AND 2000)
);

-- A case: on two visits of which the four conditions held, or on an infection; `basis` is what was on record of it when it
-- was opened, as canonical JSON, and stays so whatever becomes of the visits.
CREATE TABLE accountability_case (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    found uuid,
    again uuid,
    items text[] NOT NULL,
    infection uuid,
    basis text NOT NULL,
    reason text NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    opened_by text NOT NULL,
    entry bigint NOT NULL,
    CONSTRAINT accountability_case_key PRIMARY KEY (county_id, id),
    CONSTRAINT accountability_case_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT accountability_case_once UNIQUE (county_id, found, again),
    CONSTRAINT accountability_case_infection_once UNIQUE (county_id, infection),
    CONSTRAINT accountability_case_rests CHECK (
        num_nonnulls(found, again) = CASE WHEN infection IS NULL THEN 2 ELSE 0 END
        AND (infection IS NULL) = (cardinality(items) BETWEEN 1 AND 500)),
    CONSTRAINT accountability_case_lengths CHECK (
        octet_length(basis) BETWEEN 2 AND 262144 AND char_length(reason) BETWEEN 1 AND 2000)
);

-- Whom a case names: a term of duty, with the person as the register had it then.
CREATE TABLE case_person (
    county_id integer NOT NULL,
    case_id uuid NOT NULL,
    site text NOT NULL, -- copied from the case
    term uuid NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    named_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    entry bigint NOT NULL,
    CONSTRAINT case_person_key PRIMARY KEY (county_id, case_id, term)
);

-- A step of the ladder with its document, numbered by rung and year. Reminder and circular are of gaps of a site, and
-- precede a case; interview and proposal are of a case. `follows` is the entry of the step before.
CREATE TABLE ladder_step (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    site text NOT NULL,
    case_id uuid,
    rung text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    items text[] NOT NULL,
    follows bigint,
    document text NOT NULL,
    taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    taken_by text NOT NULL,
    CONSTRAINT ladder_step_key PRIMARY KEY (county_id, entry),
    CONSTRAINT ladder_step_number UNIQUE (county_id, rung, year, number),
    CONSTRAINT ladder_step_once UNIQUE (county_id, case_id, rung),
    CONSTRAINT ladder_step_site FOREIGN KEY (county_id, site) REFERENCES site (county_id, code),
    CONSTRAINT ladder_step_known CHECK (
        rung IN ('reminder', 'circular', 'interview', 'proposal')
        AND (case_id IS NOT NULL) = (rung IN ('interview', 'proposal'))),
    CONSTRAINT ladder_step_lengths CHECK (octet_length(document) BETWEEN 2 AND 4194304 AND cardinality(items) <= 500)
);
CREATE INDEX ladder_step_by_site ON ladder_step (county_id, site, rung, entry);

-- What else happens in a case, each a row: how the interview went, a statement asked for and given, a decision on each whom
-- it names, its end.
CREATE TABLE case_act (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    id uuid NOT NULL, -- the client's, so that the same again changes nothing
    case_id uuid NOT NULL,
    site text NOT NULL,
    kind text NOT NULL,
    term uuid, -- whom it is about, where it is about one
    words text NOT NULL, -- points and answers of an interview, a statement, a decision's proposal, a reason
    reason text, -- of a decision
    evidence bytea[] NOT NULL DEFAULT '{}', -- SHA-256 of files
    on_paper boolean NOT NULL DEFAULT false, -- a statement that supervision recorded from a signed paper
    seen bigint, -- a decision: the last entry of the case that whoever decided had before them
    happened_at timestamptz NOT NULL, -- as stated; else when it was recorded
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    recorded_by text NOT NULL,
    CONSTRAINT case_act_key PRIMARY KEY (county_id, entry),
    CONSTRAINT case_act_id UNIQUE (county_id, id),
    CONSTRAINT case_act_known CHECK (
        kind IN ('interviewHeld', 'interviewRefused', 'statementAsked', 'statement', 'decision', 'withdrawn', 'closed')
        AND (term IS NOT NULL) = (kind IN ('statementAsked', 'statement', 'decision'))
        AND (reason IS NOT NULL AND seen IS NOT NULL) = (kind = 'decision')),
    CONSTRAINT case_act_lengths CHECK (
        char_length(words) BETWEEN 1 AND 10000 AND char_length(reason) BETWEEN 1 AND 2000 AND cardinality(evidence) <= 50)
);
-- An interview, a request to each, a decision on each and an end are there once.
CREATE UNIQUE INDEX case_act_interview ON case_act (county_id, case_id) WHERE kind IN ('interviewHeld', 'interviewRefused');
CREATE UNIQUE INDEX case_act_asked ON case_act (county_id, case_id, term, kind) WHERE kind IN ('statementAsked', 'decision');
CREATE UNIQUE INDEX case_act_end ON case_act (county_id, case_id) WHERE kind IN ('withdrawn', 'closed');
CREATE INDEX case_act_by_case ON case_act (county_id, case_id, entry);

-- The county's own days between the rungs, from a moment on; where nothing was ever set, one, one, three and three.
CREATE TABLE ladder_policy (
    county_id integer NOT NULL,
    entry bigint NOT NULL,
    circular integer NOT NULL,
    interview integer NOT NULL,
    proposal integer NOT NULL,
    statement integer NOT NULL,
    reason text NOT NULL,
    set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    set_by text NOT NULL,
    CONSTRAINT ladder_policy_key PRIMARY KEY (county_id, entry),
    CONSTRAINT ladder_policy_county FOREIGN KEY (county_id) REFERENCES county (county_id),
    CONSTRAINT ladder_policy_days CHECK (
        least(circular, interview, proposal, statement) >= 1 AND greatest(circular, interview, proposal, statement) <= 90),
    CONSTRAINT ladder_policy_reason_length CHECK (char_length(reason) BETWEEN 1 AND 2000)
);

-- The own terms of duty that last, and their sites: what an account answers for in person, whatever else it may read. Who is
-- a director and no other duty holder answers for what is directed alone.
CREATE FUNCTION own_terms(of_county integer, of_account text) RETURNS TABLE (term uuid, site text, duty text, person text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT p.id, p.site, p.duty, p.person
    FROM public.account_duty d
    JOIN public.account a ON a.county_id = d.county_id AND a.name = d.account
    JOIN public.posting p ON p.county_id = d.county_id AND p.site = d.site AND p.id = d.term AND p.duty = d.duty
    WHERE d.county_id = of_county AND d.account = of_account AND p.replaced_at IS NULL
        AND ('holder' = ANY (a.roles) OR d.duty = 'director' AND 'director' = ANY (a.roles))
        AND (now() AT TIME ZONE INTERVAL '08:00')::date BETWEEN p.held_from AND coalesce(p.held_to, 'infinity');
END;
CREATE FUNCTION acting_terms() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT term FROM public.own_terms(public.acting('respond'), public.acting_account()));
END $$;
CREATE FUNCTION acting_posts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(SELECT site FROM public.own_terms(public.acting('respond'), public.acting_account()));
END $$;
-- The cases that name an own term, by their ids, and the infections that they rest on.
CREATE FUNCTION acting_cases() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    own uuid[] := public.acting_terms();
BEGIN
    IF own = '{}' THEN RETURN own; END IF;
    RETURN ARRAY(
        SELECT unnest(ARRAY[c.id, c.infection])
        FROM public.accountability_case c
        JOIN public.case_person p ON p.county_id = c.county_id AND p.case_id = c.id
        WHERE c.county_id = public.acting('respond') AND p.term = ANY (own));
END $$;
-- The cases that name a term that the account ever was tied to, whatever else it may read and by whatever token.
CREATE FUNCTION acting_named() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT p.case_id
        FROM public.account_duty d
        JOIN public.case_person p ON p.county_id = d.county_id AND p.term = d.term
        WHERE d.county_id = public.acting_any('cases', 'respond') AND d.account = public.acting_account());
END $$;
REVOKE ALL ON FUNCTION own_terms, acting_terms, acting_posts, acting_cases, acting_named FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_terms, acting_posts, acting_cases, acting_named TO lazaret_server;

-- Who reads a case: whoever may read cases; and whoever it names, while the term lasts, but no proposal, which has what
-- the others stated, and of requests, statements and decisions those alone that are about the own term, whatever other right
-- the account has. Reminders and circulars are read by everybody who holds a duty at the site.
DO $$
DECLARE
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['infection', 'accountability_case', 'case_person', 'ladder_step', 'case_act', 'ladder_policy'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one);
        EXECUTE format('GRANT SELECT ON %I TO lazaret_server', one);
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM %I', one, current_user);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', one || '_immutable', one);
    END LOOP;
END $$;
CREATE POLICY case_person_read ON case_person FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) OR term = ANY ((SELECT acting_terms())::uuid[])));
CREATE POLICY accountability_case_read ON accountability_case FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) OR id = ANY ((SELECT acting_cases())::uuid[])));
CREATE POLICY infection_read ON infection FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) OR id = ANY ((SELECT acting_cases())::uuid[])));
CREATE POLICY ladder_step_read ON ladder_step FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) AND coalesce(case_id <> ALL ((SELECT acting_named())::uuid[]), true)
        OR case_id IS NULL AND site = ANY ((SELECT acting_posts())::text[])
        OR rung = 'interview' AND case_id = ANY ((SELECT acting_cases())::uuid[])));
CREATE POLICY case_act_read ON case_act FOR SELECT TO lazaret_server USING (
    county_id = (SELECT acting_any('cases', 'respond'))
    AND (county_id = (SELECT acting('cases')) AND case_id <> ALL ((SELECT acting_named())::uuid[])
        OR case_id = ANY ((SELECT acting_cases())::uuid[])
            AND coalesce(term = ANY ((SELECT acting_terms())::uuid[]), true)));
CREATE POLICY ladder_policy_read ON ladder_policy FOR SELECT TO lazaret_server
    USING (county_id = (SELECT acting_any('cases', 'respond')));
UPDATE account SET roles = roles; -- what the rights come to is written anew
