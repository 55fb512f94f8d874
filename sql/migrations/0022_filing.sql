-- A filing pays for what says something. PostgreSQL reads the text of a check anew at every statement, and locks the row
-- that a reference leads to, which all filings at one site share; together that was a fifth of a filing's cost.

-- What a visit and a gap may be, the one way in says: file() (sql/acts/file.sql), in one place, as write_entry() does of an
-- entry. Rows of before were held to the same.
ALTER TABLE inspection
    DROP CONSTRAINT inspection_below_minimum_whole, DROP CONSTRAINT inspection_digest_length,
    DROP CONSTRAINT inspection_escort_length, DROP CONSTRAINT inspection_gap_counts,
    DROP CONSTRAINT inspection_grade_whole, DROP CONSTRAINT inspection_inspectors_count,
    DROP CONSTRAINT inspection_kind_known, DROP CONSTRAINT inspection_revision_whole,
    DROP CONSTRAINT inspection_score_range, DROP CONSTRAINT inspection_times_in_order;
ALTER TABLE gap
    DROP CONSTRAINT gap_item_length, DROP CONSTRAINT gap_points_range, DROP CONSTRAINT gap_responsible_known,
    DROP CONSTRAINT gap_severity_known, DROP CONSTRAINT gap_status_known;

-- Sites, inspections and counties never go, nor does a site's kind change: nobody has the privilege. The acts look whether
-- they are there. The key that the reference to site and kind led to has no other use.
ALTER TABLE inspection DROP CONSTRAINT inspection_site, DROP CONSTRAINT inspection_revises;
ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_county;
ALTER TABLE site DROP CONSTRAINT site_kind_key;

ALTER TABLE inspection ALTER COLUMN circumstances SET COMPRESSION lz4; -- as the documents beside it
