-- `respond`: whoever answers for a site acknowledges there, hands in and states. It rests on `read`, and the operator at the
-- shell has it not.
CREATE OR REPLACE FUNCTION rights_of(roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT array_agg(DISTINCT may.right ORDER BY may.right)
    FROM (VALUES
        ('inspector', 'read'), ('inspector', 'county'), ('inspector', 'file'),
        ('administrator', 'read'), ('administrator', 'county'), ('administrator', 'file'),
        ('administrator', 'manage'),
        ('supervision', 'read'), ('supervision', 'county'), ('supervision', 'audit'),
        ('director', 'read'), ('director', 'respond'), ('holder', 'read'), ('holder', 'respond'),
        ('leader', 'read'), ('leader', 'county'),
        ('auditor', 'read'), ('auditor', 'county'), ('auditor', 'audit')) AS may (role, "right")
    WHERE may.role = ANY (roles)
$$;
UPDATE account SET roles = roles; -- what they come to is worked out when they are written
ALTER TABLE api_token DROP CONSTRAINT api_token_scope_known, ADD CONSTRAINT api_token_scope_known CHECK (
    cardinality(scope) BETWEEN 1 AND 6 AND scope <@ ARRAY['read', 'county', 'file', 'manage', 'audit', 'respond']);
