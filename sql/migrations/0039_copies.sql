-- By which release of what makes copies of pictures each was made, or refused: what an earlier one refused is tried again
-- (sql/acts/keep_copy.sql). All before were of the first.

ALTER TABLE evidence_copy ADD COLUMN maker integer NOT NULL DEFAULT 1;
