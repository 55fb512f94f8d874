-- Verifying holds tokens against their entries: whoever reads the record sees them, but for what is kept of their secrets.
CREATE POLICY api_token_verify ON api_token FOR SELECT USING (county_id = (SELECT acting('audit')));
