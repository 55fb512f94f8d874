-- The schema that sql/migrations gives; written by scripts/schema, never by hand.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE TABLE public.gap (
    county_id integer NOT NULL,
    inspection uuid NOT NULL,
    item text NOT NULL,
    site text NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    severity text NOT NULL,
    status text NOT NULL,
    points_lost numeric NOT NULL,
    responsible text NOT NULL,
    deadline timestamp with time zone NOT NULL,
    fixed_on_spot boolean NOT NULL,
    CONSTRAINT gap_item_length CHECK (((char_length(item) >= 1) AND (char_length(item) <= 100))),
    CONSTRAINT gap_points_range CHECK (((points_lost >= (0)::numeric) AND (scale(points_lost) <= 9))),
    CONSTRAINT gap_responsible_known CHECK ((responsible = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text, 'countyLeader'::text, 'expert'::text, 'health'::text, 'finance'::text, 'police'::text, 'fire'::text, 'medical'::text]))),
    CONSTRAINT gap_severity_known CHECK ((severity = ANY (ARRAY['critical'::text, 'major'::text, 'minor'::text]))),
    CONSTRAINT gap_status_known CHECK ((status = ANY (ARRAY['notMet'::text, 'notChecked'::text])))
);
CREATE TABLE public.inspection (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    site_kind text NOT NULL,
    kind text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    visit_day date GENERATED ALWAYS AS (((finished_at AT TIME ZONE '08:00:00'::interval))::date) STORED NOT NULL,
    week date GENERATED ALWAYS AS ((((finished_at AT TIME ZONE '08:00:00'::interval))::date - ((EXTRACT(isodow FROM (finished_at AT TIME ZONE '08:00:00'::interval)))::integer - 1))) STORED NOT NULL,
    inspectors text[] NOT NULL,
    escort text NOT NULL,
    checklist_digest bytea NOT NULL,
    baseline_digest bytea NOT NULL,
    scoring_version smallint NOT NULL,
    score numeric,
    grade text,
    grade_rank smallint,
    floor_holds boolean NOT NULL,
    critical_gaps smallint NOT NULL,
    major_gaps smallint NOT NULL,
    minor_gaps smallint NOT NULL,
    not_asked text[] NOT NULL,
    revises uuid,
    revision_reason text,
    revised_by text,
    content_digest bytea NOT NULL,
    filing json NOT NULL,
    result json NOT NULL,
    CONSTRAINT inspection_digest_length CHECK ((octet_length(content_digest) = 32)),
    CONSTRAINT inspection_escort_length CHECK ((char_length(escort) <= 200)),
    CONSTRAINT inspection_gap_counts CHECK (((critical_gaps >= 0) AND (major_gaps >= 0) AND (minor_gaps >= 0))),
    CONSTRAINT inspection_grade_whole CHECK ((((grade IS NULL) = (grade_rank IS NULL)) AND (grade_rank >= 0))),
    CONSTRAINT inspection_inspectors_count CHECK (((cardinality(inspectors) >= 1) AND (cardinality(inspectors) <= 2))),
    CONSTRAINT inspection_kind_known CHECK ((kind = ANY (ARRAY['routine'::text, 'unannounced'::text, 'recheck'::text, 'complaint'::text, 'guidance'::text]))),
    CONSTRAINT inspection_revision_whole CHECK (((num_nonnulls(revises, revision_reason, revised_by) = ANY (ARRAY[0, 3])) AND (revises <> id) AND ((char_length(revision_reason) >= 1) AND (char_length(revision_reason) <= 2000)) AND ((char_length(revised_by) >= 1) AND (char_length(revised_by) <= 200)))),
    CONSTRAINT inspection_score_range CHECK ((((score >= (0)::numeric) AND (score <= (100)::numeric)) AND (scale(score) <= 9))),
    CONSTRAINT inspection_times_in_order CHECK (((started_at <= finished_at) AND (finished_at <= received_at)))
);
CREATE VIEW public.standing_inspection AS
 SELECT i.county_id,
    i.id,
    i.site,
    i.site_kind,
    i.kind,
    i.started_at,
    i.finished_at,
    i.received_at,
    i.visit_day,
    i.week,
    i.inspectors,
    i.escort,
    i.checklist_digest,
    i.baseline_digest,
    i.scoring_version,
    i.score,
    i.grade,
    i.grade_rank,
    i.floor_holds,
    i.critical_gaps,
    i.major_gaps,
    i.minor_gaps,
    i.not_asked,
    i.revises,
    i.revision_reason,
    i.revised_by,
    i.content_digest,
    i.filing,
    i.result
   FROM public.inspection i
  WHERE (NOT (EXISTS ( SELECT
           FROM public.inspection r
          WHERE ((r.county_id = i.county_id) AND (r.revises = i.id)))));
CREATE FUNCTION public.gap_past(county integer, at_site text, of_item text, at_time timestamp with time zone, of_inspection uuid) RETURNS TABLE(in_previous boolean, ever_before boolean, since date)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
 SELECT (run.since IS NOT NULL),
     (EXISTS ( SELECT
            FROM public.gap g
           WHERE ((g.county_id = gap_past.county) AND (g.site = gap_past.at_site) AND (g.item = gap_past.of_item) AND (ROW(g.finished_at, g.inspection) < ROW(gap_past.at_time, gap_past.of_inspection)) AND (NOT (EXISTS ( SELECT
                    FROM public.inspection r
                   WHERE ((r.county_id = g.county_id) AND (r.revises = g.inspection)))))))) AS "exists",
     COALESCE(run.since, ((gap_past.at_time AT TIME ZONE '08:00:00'::interval))::date) AS "coalesce"
    FROM ((( SELECT) one
      LEFT JOIN LATERAL ( SELECT back.finished_at,
             back.id
            FROM ( SELECT v.finished_at,
                     v.id,
                     row_number() OVER (ORDER BY v.finished_at DESC, v.id DESC) AS place
                    FROM public.standing_inspection v
                   WHERE ((v.county_id = gap_past.county) AND (v.site = gap_past.at_site) AND (ROW(v.finished_at, v.id) < ROW(gap_past.at_time, gap_past.of_inspection)))) back
           WHERE ((back.place > 100) OR (NOT (EXISTS ( SELECT
                    FROM public.gap g
                   WHERE ((g.county_id = gap_past.county) AND (g.inspection = back.id) AND (g.item = gap_past.of_item) AND (NOT g.fixed_on_spot))))))
           ORDER BY back.finished_at DESC, back.id DESC
          LIMIT 1) clear ON (true))
      LEFT JOIN LATERAL ( SELECT v.visit_day AS since
            FROM public.standing_inspection v
           WHERE ((v.county_id = gap_past.county) AND (v.site = gap_past.at_site) AND (ROW(v.finished_at, v.id) < ROW(gap_past.at_time, gap_past.of_inspection)) AND (ROW(v.finished_at, v.id) > ROW(COALESCE(clear.finished_at, '-infinity'::timestamp with time zone), COALESCE(clear.id, '00000000-0000-0000-0000-000000000000'::uuid))))
           ORDER BY v.finished_at, v.id
          LIMIT 1) run ON (true));
END;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '% keeps evidence and is never changed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'immutable', TABLE = TG_TABLE_NAME;
END $$;
CREATE TABLE public.audit_entry (
    county_id integer NOT NULL,
    number bigint NOT NULL,
    happened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor text NOT NULL,
    origin text DEFAULT current_setting('application_name'::text) NOT NULL,
    verb text NOT NULL,
    object text NOT NULL,
    before_digest bytea,
    after_digest bytea,
    reason text,
    CONSTRAINT audit_entry_actor_length CHECK (((char_length(actor) >= 1) AND (char_length(actor) <= 200))),
    CONSTRAINT audit_entry_digest_length CHECK (((octet_length(before_digest) = 32) AND (octet_length(after_digest) = 32))),
    CONSTRAINT audit_entry_object_length CHECK (((char_length(object) >= 1) AND (char_length(object) <= 300))),
    CONSTRAINT audit_entry_reason_length CHECK ((char_length(reason) <= 2000)),
    CONSTRAINT audit_entry_verb_known CHECK ((verb = ANY (ARRAY['found'::text, 'add'::text, 'change'::text, 'publish'::text, 'file'::text, 'revise'::text])))
);
ALTER TABLE public.audit_entry ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_entry_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.baseline_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    effective_from date NOT NULL,
    effective_to date,
    document json NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT baseline_version_by_length CHECK (((char_length(published_by) >= 1) AND (char_length(published_by) <= 200))),
    CONSTRAINT baseline_version_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT baseline_version_in_order CHECK ((effective_from <= effective_to)),
    CONSTRAINT baseline_version_label_length CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(version) >= 1) AND (char_length(version) <= 100))))
);
CREATE TABLE public.checklist_version (
    county_id integer NOT NULL,
    digest bytea NOT NULL,
    code text NOT NULL,
    version text NOT NULL,
    site_kind text NOT NULL,
    baseline text NOT NULL,
    effective_from date NOT NULL,
    items text[] NOT NULL,
    document json NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by text NOT NULL,
    CONSTRAINT checklist_version_by_length CHECK (((char_length(published_by) >= 1) AND (char_length(published_by) <= 200))),
    CONSTRAINT checklist_version_digest_length CHECK ((octet_length(digest) = 32)),
    CONSTRAINT checklist_version_kind_known CHECK ((site_kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text]))),
    CONSTRAINT checklist_version_label_length CHECK ((((char_length(code) >= 1) AND (char_length(code) <= 100)) AND ((char_length(version) >= 1) AND (char_length(version) <= 100)) AND ((char_length(baseline) >= 1) AND (char_length(baseline) <= 100))))
);
CREATE TABLE public.county (
    county_id integer NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    edition bigint DEFAULT 1 NOT NULL,
    CONSTRAINT county_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT county_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200))))
);
ALTER TABLE public.county ALTER COLUMN county_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.county_county_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.draft (
    county_id integer NOT NULL,
    id uuid NOT NULL,
    site text NOT NULL,
    fields json NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    saved_by text NOT NULL,
    CONSTRAINT draft_by_length CHECK (((char_length(saved_by) >= 1) AND (char_length(saved_by) <= 200)))
);
CREATE VIEW public.last_of_week AS
 SELECT DISTINCT ON (standing_inspection.county_id, standing_inspection.week, standing_inspection.site_kind, standing_inspection.site) standing_inspection.county_id,
    standing_inspection.id,
    standing_inspection.site,
    standing_inspection.site_kind,
    standing_inspection.kind,
    standing_inspection.started_at,
    standing_inspection.finished_at,
    standing_inspection.received_at,
    standing_inspection.visit_day,
    standing_inspection.week,
    standing_inspection.inspectors,
    standing_inspection.escort,
    standing_inspection.checklist_digest,
    standing_inspection.baseline_digest,
    standing_inspection.scoring_version,
    standing_inspection.score,
    standing_inspection.grade,
    standing_inspection.grade_rank,
    standing_inspection.floor_holds,
    standing_inspection.critical_gaps,
    standing_inspection.major_gaps,
    standing_inspection.minor_gaps,
    standing_inspection.not_asked,
    standing_inspection.revises,
    standing_inspection.revision_reason,
    standing_inspection.revised_by,
    standing_inspection.content_digest,
    standing_inspection.filing,
    standing_inspection.result
   FROM public.standing_inspection
  ORDER BY standing_inspection.county_id, standing_inspection.week, standing_inspection.site_kind, standing_inspection.site, standing_inspection.finished_at DESC, standing_inspection.id DESC;
CREATE TABLE public.posting (
    county_id integer NOT NULL,
    site text NOT NULL,
    duty text NOT NULL,
    person text NOT NULL,
    held_from date NOT NULL,
    held_to date,
    CONSTRAINT posting_duty_known CHECK ((duty = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text, 'countyLeader'::text, 'expert'::text, 'health'::text, 'finance'::text, 'police'::text, 'fire'::text, 'medical'::text]))),
    CONSTRAINT posting_held_in_order CHECK ((held_from <= held_to)),
    CONSTRAINT posting_person_length CHECK (((char_length(person) >= 1) AND (char_length(person) <= 100)))
);
CREATE TABLE public.site (
    county_id integer NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    township text,
    opened_on date NOT NULL,
    closed_on date,
    address text NOT NULL,
    capacity integer,
    CONSTRAINT site_address_length CHECK ((char_length(address) <= 500)),
    CONSTRAINT site_capacity_range CHECK (((capacity >= 0) AND (capacity <= 1000000))),
    CONSTRAINT site_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT site_kind_known CHECK ((kind = ANY (ARRAY['countyIsolation'::text, 'townshipIsolation'::text, 'homeIsolation'::text, 'checkpoint'::text, 'zone'::text]))),
    CONSTRAINT site_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200)))),
    CONSTRAINT site_open_in_order CHECK ((opened_on <= closed_on))
);
CREATE TABLE public.township (
    county_id integer NOT NULL,
    code text NOT NULL,
    name_zh text NOT NULL,
    name_en text NOT NULL,
    CONSTRAINT township_code_shape CHECK ((code ~ '^[A-Za-z0-9-]{1,32}$'::text)),
    CONSTRAINT township_name_length CHECK ((((char_length(name_zh) >= 1) AND (char_length(name_zh) <= 200)) AND ((char_length(name_en) >= 1) AND (char_length(name_en) <= 200))))
);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_key PRIMARY KEY (county_id, number);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_label_once UNIQUE (county_id, code, version);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_key PRIMARY KEY (county_id, digest);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_label_once UNIQUE (county_id, code, version);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_code_once UNIQUE (code);
ALTER TABLE ONLY public.county
    ADD CONSTRAINT county_key PRIMARY KEY (county_id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.gap
    ADD CONSTRAINT gap_key PRIMARY KEY (county_id, inspection, item);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_key PRIMARY KEY (county_id, id);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_key PRIMARY KEY (county_id, site, duty, person, held_from);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_one_holder EXCLUDE USING gist (county_id WITH =, site WITH =, duty WITH =, daterange(held_from, held_to, '[]'::text) WITH &&) WHERE ((duty = ANY (ARRAY['director'::text, 'partyHead'::text, 'governmentHead'::text, 'deputyInCharge'::text])));
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_person_once EXCLUDE USING gist (county_id WITH =, site WITH =, duty WITH =, person WITH =, daterange(held_from, held_to, '[]'::text) WITH &&);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_key PRIMARY KEY (county_id, code);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_kind_key UNIQUE (county_id, code, kind);
ALTER TABLE ONLY public.township
    ADD CONSTRAINT township_key PRIMARY KEY (county_id, code);
CREATE INDEX draft_by_site ON public.draft USING btree (county_id, site, saved_at);
CREATE INDEX gap_by_item ON public.gap USING btree (county_id, site, item, finished_at, inspection);
CREATE INDEX inspection_by_site ON public.inspection USING btree (county_id, site, finished_at, id) INCLUDE (grade_rank, visit_day);
CREATE INDEX inspection_by_week ON public.inspection USING btree (county_id, week, site_kind, site, finished_at DESC, id DESC);
CREATE UNIQUE INDEX inspection_revised_once ON public.inspection USING btree (county_id, revises) WHERE (revises IS NOT NULL);
CREATE INDEX site_by_kind ON public.site USING btree (county_id, kind, code);
CREATE TRIGGER audit_entry_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER baseline_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.baseline_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER checklist_version_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checklist_version FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER gap_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gap FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER inspection_immutable BEFORE DELETE OR UPDATE OR TRUNCATE ON public.inspection FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change();
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.baseline_version
    ADD CONSTRAINT baseline_version_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.checklist_version
    ADD CONSTRAINT checklist_version_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.draft
    ADD CONSTRAINT draft_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.gap
    ADD CONSTRAINT gap_inspection FOREIGN KEY (county_id, inspection) REFERENCES public.inspection(county_id, id);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_baseline FOREIGN KEY (county_id, baseline_digest) REFERENCES public.baseline_version(county_id, digest);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_checklist FOREIGN KEY (county_id, checklist_digest) REFERENCES public.checklist_version(county_id, digest);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_revises FOREIGN KEY (county_id, revises) REFERENCES public.inspection(county_id, id);
ALTER TABLE ONLY public.inspection
    ADD CONSTRAINT inspection_site FOREIGN KEY (county_id, site, site_kind) REFERENCES public.site(county_id, code, kind);
ALTER TABLE ONLY public.posting
    ADD CONSTRAINT posting_site FOREIGN KEY (county_id, site) REFERENCES public.site(county_id, code);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
ALTER TABLE ONLY public.site
    ADD CONSTRAINT site_township FOREIGN KEY (county_id, township) REFERENCES public.township(county_id, code);
ALTER TABLE ONLY public.township
    ADD CONSTRAINT township_county FOREIGN KEY (county_id) REFERENCES public.county(county_id);
