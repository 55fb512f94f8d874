-- Each grade of a checklist says whether it is below the minimum, and so does the inspection that was given it: a form
-- may have several such grades, and a visit whose grade could not be worked out is neither below nor above.

-- Until now the worst grade of every checklist was below the minimum, and no other. Worked out while the table is
-- rewritten, so that rows that never change get it without being changed.
ALTER TABLE inspection ADD COLUMN below_minimum boolean GENERATED ALWAYS AS (grade_rank = 0) STORED;
ALTER TABLE inspection ALTER COLUMN below_minimum DROP EXPRESSION;
ALTER TABLE inspection ADD CONSTRAINT inspection_below_minimum_whole CHECK ((grade IS NULL) = (below_minimum IS NULL));
COMMENT ON COLUMN inspection.below_minimum IS 'whether the grade is below the minimum; NULL when there is no grade';
COMMENT ON COLUMN inspection.grade IS 'NULL when there was nothing to score, or it could not be worked out';
COMMENT ON COLUMN inspection.grade_rank IS 'the place of the grade in its checklist, 0 for the worst';

-- Runs below the minimum are followed in the index.
DROP INDEX inspection_by_site;
CREATE INDEX inspection_by_site ON inspection (county_id, site, finished_at, id) INCLUDE (below_minimum, visit_day);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW standing_inspection WITH (security_invoker = true) AS
    SELECT * FROM inspection i
    WHERE NOT EXISTS (
        SELECT FROM inspection r WHERE r.county_id = i.county_id AND r.revises = i.id);
CREATE OR REPLACE VIEW last_of_week WITH (security_invoker = true) AS
    SELECT DISTINCT ON (county_id, week, site_kind, site) * FROM standing_inspection
    ORDER BY county_id, week, site_kind, site, finished_at DESC, id DESC;
