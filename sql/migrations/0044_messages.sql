-- A dead letter is put aside, and a channel that is new is told nothing that others were told before.

ALTER TABLE delivery_attempt DROP CONSTRAINT delivery_attempt_outcome_known, DROP CONSTRAINT delivery_attempt_entry,
    ADD CONSTRAINT delivery_attempt_outcome_known CHECK (outcome IN ('delivered', 'later', 'refused', 'again', 'aside')),
    ADD CONSTRAINT delivery_attempt_entry CHECK ((entry IS NOT NULL) = (outcome IN ('again', 'aside')));

-- To whomever it was told.
CREATE INDEX message_by_thing ON message (county_id, thing, day);

-- What was received lately, whatever week it is of.
CREATE INDEX inspection_by_received ON inspection (county_id, received_at);
