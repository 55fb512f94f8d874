-- Signing in: waits are for one's own mistakes and fade, a link is to one provider, an answer of it is good once, and
-- what an account opened ends with its password.
--
-- Rows are locked in one order, here and in Store/People: the count of the address, that of the account or session, the
-- account, its sessions, its tokens. Only enter() may note a session's use before; what meets it so is run again.

-- A link holds for one provider. One that was made before names none: it holds for whichever the county has, and is
-- bound to that one by the first login.
ALTER TABLE account
    ADD COLUMN openid_issuer text, -- the provider that calls the holder so
    ADD COLUMN has_password boolean NOT NULL GENERATED ALWAYS AS (verifier IS NOT NULL) STORED,
    DROP CONSTRAINT account_openid_once,
    ADD CONSTRAINT account_openid_issuer_length CHECK (char_length(openid_issuer) BETWEEN 1 AND 500),
    ADD CONSTRAINT account_openid_whole CHECK (openid_issuer IS NULL OR openid_subject IS NOT NULL);
-- What a disabled account was linked to may be given on.
CREATE UNIQUE INDEX account_openid_once ON account (county_id, openid_subject, coalesce(openid_issuer, ''))
    WHERE disabled_at IS NULL AND openid_subject IS NOT NULL;
GRANT SELECT (openid_issuer, has_password), INSERT (openid_issuer), UPDATE (openid_issuer) ON account TO lazaret_server;

-- Answers of the provider that were used, by the nonce that its token is bound to: each opens one session at most,
-- whichever server it comes back to and whatever the browser kept.
CREATE TABLE openid_answer (
    county_id integer NOT NULL,
    digest bytea NOT NULL, -- SHA-256 of the nonce
    used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT openid_answer_key PRIMARY KEY (county_id, digest),
    CONSTRAINT openid_answer_county FOREIGN KEY (county_id) REFERENCES county,
    CONSTRAINT openid_answer_digest_length CHECK (octet_length(digest) = 32)
);
CREATE INDEX openid_answer_by_time ON openid_answer (used_at);
ALTER TABLE openid_answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY openid_answer_owner ON openid_answer USING ((SELECT is_owner()));

-- How many tries still count at that moment: of an address, one is forgotten every three minutes, all others in a day.
CREATE FUNCTION standing_tries(subject text, failures integer, since timestamptz, at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN subject LIKE 'address %'
        THEN greatest(0, failures - least(1000000, floor(greatest(0, extract(epoch FROM at - since)) / 180))::integer)
        WHEN at - since > INTERVAL '1 day' THEN 0 ELSE failures END
$$;

-- How long to wait before the next try: of an address's fifty, until one comes back; an account, and a session that
-- changes a password, have five, then twice as long each time, up to a quarter of an hour.
CREATE FUNCTION login_wait(subject text, failures integer, since timestamptz, at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN subject LIKE 'address %' THEN greatest(0, ceil(180 * (failures - 49) - gone.seconds))
        WHEN failures <= 5 THEN 0
        ELSE greatest(0, ceil(least(900, 2 ^ least(failures - 5, 20)) - gone.seconds))
    END::integer
    FROM (SELECT greatest(0, extract(epoch FROM at - since)) AS seconds) AS gone
$$;

-- Locks the count of that subject, which is there from now on, and says how long to wait by it.
CREATE FUNCTION hold_count(of_county integer, one text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seconds integer;
BEGIN
    INSERT INTO public.login_failure (county_id, subject, failures, last_at)
    VALUES (of_county, one, 0, clock_timestamp()) ON CONFLICT DO NOTHING;
    SELECT public.login_wait(f.subject, f.failures, f.last_at, clock_timestamp()) INTO seconds
    FROM public.login_failure f WHERE f.county_id = of_county AND f.subject = one FOR UPDATE;
    RETURN coalesce(seconds, 1); -- the row was just forgotten, being of yesterday: the next try makes it anew
END $$;

-- Counts a try, before it is judged. Of an address, last_at is the moment from which its tries fade.
CREATE FUNCTION count_try(of_county integer, one text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE public.login_failure f
    SET failures = now.standing + 1, pending = f.pending + 1,
        last_at = CASE WHEN f.subject LIKE 'address %' AND now.standing > 0
            THEN least(now.at, f.last_at + (f.failures - now.standing) * INTERVAL '180 seconds') ELSE now.at END
    FROM (
        SELECT clock.at, public.standing_tries(l.subject, l.failures, l.last_at, clock.at) AS standing
        FROM (SELECT clock_timestamp() AS at) AS clock, public.login_failure l
        WHERE l.county_id = of_county AND l.subject = one) AS now
    WHERE f.county_id = of_county AND f.subject = one
$$;

-- How the account's password is stretched; for a name that nobody has, or that has none, alike and always alike.
CREATE FUNCTION stretching(of_county integer, wanted text, OUT salt bytea, OUT cost integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(a.salt, substring(sha256(k.secret || convert_to(wanted, 'UTF8')) FROM 1 FOR 16)),
        coalesce(a.cost, 15)
    FROM public.context_key k LEFT JOIN public.account a ON a.county_id = of_county AND a.name = wanted
$$;

-- Forgets what is old, a little at a time and waiting for nobody: called when a transaction wants no more locks.
CREATE FUNCTION forget_tries() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.login_failure WHERE ctid IN (
        SELECT ctid FROM public.login_failure WHERE last_at < clock_timestamp() - INTERVAL '1 day'
        ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)
$$;

-- Begins a login: counts the try before it is judged, so that tries sent all at once do not outrun the count, and
-- says how the password is to be stretched. What turns out right is given back by finish_login().
CREATE OR REPLACE FUNCTION begin_login(of_county integer, wanted text, address text)
RETURNS TABLE (wait integer, salt bytea, cost integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    whence text := public.address_subject(address);
    whose text := 'account ' || left(wanted, 100);
BEGIN
    -- The address first: whoever has to wait by it leaves no row for every name that comes to mind.
    wait := public.hold_count(of_county, whence);
    IF wait = 0 THEN wait := public.hold_count(of_county, whose); END IF;
    IF wait = 0 THEN
        PERFORM public.count_try(of_county, whence), public.count_try(of_county, whose);
    END IF;
    PERFORM public.forget_tries();
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(of_county, wanted) s;
    RETURN NEXT;
END $$;

DROP FUNCTION login_wait(text, integer, timestamptz), open_session(integer, text, bytea, text, text, text),
    finish_login(integer, text, bytea, bytea, text, text), openid_login(integer, text, bytea, text, text),
    change_password(bytea, bytea, integer, bytea, bytea);

-- Opens a session, and ends the one that the browser had: one browser is one person.
CREATE FUNCTION open_session(
    of_county integer, wanted text, key bytea, replaced bytea, address text, agent text, by_means text)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH ended AS (
        UPDATE public.session s SET ended_at = clock_timestamp()
        WHERE s.county_id = of_county AND s.digest = sha256(replaced) AND s.ended_at IS NULL
        RETURNING s.account AS holder, left(encode(s.digest, 'hex'), 8) AS id)
    INSERT INTO public.audit_entry (county_id, actor, via, address, verb, object, reason)
    SELECT of_county, e.holder, 'session:' || e.id, left(open_session.address, 100), 'logout', 'session/' || e.id,
        'another login' FROM ended e;
    INSERT INTO public.session (county_id, digest, account, address, agent, means)
    VALUES (of_county, sha256(key), wanted, left(address, 100), left(agent, 200), by_means);
    INSERT INTO public.audit_entry (county_id, actor, via, address, verb, object, reason)
    VALUES (of_county, wanted, 'session:' || left(encode(sha256(key), 'hex'), 8), left(address, 100), 'login',
        'account/' || wanted, by_means);
    DELETE FROM public.session WHERE ctid IN (
        SELECT ctid FROM public.session WHERE started_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED)
$$;

-- Ends a login: where the stretched password is the account's, opens a session and gives back what was counted.
CREATE FUNCTION finish_login(
    of_county integer, wanted text, stretched bytea, key bytea, replaced bytea, address text, agent text)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.login_failure f
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address) FOR UPDATE;
    -- Each try was begun, and so counted; nobody guesses beside begin_login().
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = of_county AND f.subject = 'account ' || wanted AND f.pending > 0;
    IF NOT FOUND THEN RETURN false; END IF;
    -- Held until the session is there: who resets or disables the account meanwhile finds it, and ends it.
    PERFORM FROM public.account a WHERE a.county_id = of_county AND a.name = wanted
        AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL FOR SHARE;
    IF NOT FOUND THEN RETURN false; END IF;
    -- The row stays: somebody else may be about to end a try of the same account.
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = of_county AND f.subject = 'account ' || wanted;
    UPDATE public.login_failure f SET failures = greatest(0, f.failures - 1)
    WHERE f.county_id = of_county AND f.subject = public.address_subject(address);
    PERFORM public.open_session(of_county, wanted, key, replaced, address, agent, 'password');
    RETURN true;
END $$;

-- Opens a session for the account that the provider's answer means: `done`; `unknown` where none is, `used` once more.
CREATE FUNCTION openid_login(
    of_county integer, issuer text, subject text, nonce text, key bytea, replaced bytea, address text, agent text)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    meant record;
BEGIN
    INSERT INTO public.openid_answer (county_id, digest)
    VALUES (of_county, sha256(convert_to(nonce, 'UTF8'))) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RETURN 'used'; END IF;
    SELECT a.name, a.openid_issuer INTO meant FROM public.account a
    WHERE a.county_id = of_county AND a.disabled_at IS NULL
        AND a.openid_subject = subject AND coalesce(a.openid_issuer, issuer) = issuer
    ORDER BY a.openid_issuer NULLS LAST LIMIT 1 FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    IF meant.openid_issuer IS NULL THEN
        -- A link that names no provider does not open where an account, disabled now, is bound to this person.
        IF EXISTS (SELECT FROM public.account a WHERE a.county_id = of_county AND a.name <> meant.name
                AND a.openid_subject = subject AND a.openid_issuer = issuer) THEN RETURN 'unknown'; END IF;
        UPDATE public.account a SET openid_issuer = issuer WHERE a.county_id = of_county AND a.name = meant.name;
        INSERT INTO public.audit_entry (county_id, actor, address, verb, object, reason)
        VALUES (of_county, meant.name, left(address, 100), 'change', 'link/' || meant.name, 'bound to ' || issuer);
    END IF;
    PERFORM public.open_session(of_county, meant.name, key, replaced, address, agent, 'openid');
    DELETE FROM public.openid_answer WHERE ctid IN (
        SELECT ctid FROM public.openid_answer WHERE used_at < clock_timestamp() - INTERVAL '90 days'
        LIMIT 1000 FOR UPDATE SKIP LOCKED);
    RETURN 'done';
END $$;

-- What the acting session's tries at a new password are counted under; NULL for a token, which changes none.
CREATE FUNCTION acting_tries() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'session ' || public.acting_account() || ' ' || substr(public.acting_via(), 9)
    WHERE public.acting_via() LIKE 'session:%'
$$;

-- Begins a change of the acting account's password: counted by the session, so that no stranger's tries keep from it.
CREATE FUNCTION begin_change() RETURNS TABLE (wait integer, salt bytea, cost integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    in_county integer := public.acting_county();
    whose text := public.acting_tries();
BEGIN
    IF whose IS NULL THEN RETURN; END IF;
    wait := public.hold_count(in_county, whose);
    IF wait = 0 THEN PERFORM public.count_try(in_county, whose); END IF;
    SELECT s.salt, s.cost INTO salt, cost FROM public.stretching(in_county, public.acting_account()) s;
    RETURN NEXT;
END $$;

-- Gives the acting account another password, where the old one is right. Its other sessions end, and its tokens but
-- for those that are kept; gives the names of the tokens that ended, or NULL where nothing was changed.
CREATE FUNCTION change_password(
    stretched bytea, new_salt bytea, new_cost integer, new_verifier bytea, key bytea, kept text[])
RETURNS text[] LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose text := public.acting_account();
    in_county integer := public.acting_county();
    ended text[];
BEGIN
    UPDATE public.login_failure f SET pending = f.pending - 1
    WHERE f.county_id = in_county AND f.subject = public.acting_tries() AND f.pending > 0;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.account a SET salt = new_salt, cost = new_cost, verifier = new_verifier, must_change = false
    WHERE a.county_id = in_county AND a.name = whose AND a.verifier = sha256(stretched) AND a.disabled_at IS NULL;
    IF NOT FOUND THEN RETURN NULL; END IF;
    UPDATE public.login_failure f SET failures = 0 WHERE f.county_id = in_county AND f.subject = public.acting_tries();
    INSERT INTO public.audit_entry (county_id, verb, object) VALUES (in_county, 'password', 'account/' || whose);
    UPDATE public.session s SET ended_at = clock_timestamp()
    WHERE s.county_id = in_county AND s.account = whose AND s.ended_at IS NULL AND s.digest <> sha256(key);
    WITH gone AS (
        UPDATE public.api_token t SET revoked_at = clock_timestamp()
        WHERE t.county_id = in_county AND t.account = whose AND t.revoked_at IS NULL AND t.name <> ALL (kept)
        RETURNING t.name), said AS (
        INSERT INTO public.audit_entry (county_id, verb, object, reason)
        SELECT in_county, 'revoke', 'token/' || whose || '/' || g.name, 'password' FROM gone g)
    SELECT coalesce(array_agg(g.name ORDER BY g.name), '{}') INTO ended FROM gone g;
    RETURN ended;
END $$;

-- Whose tries count, to administrators. A name that no account has is not shown: it may be somebody's password.
CREATE FUNCTION login_waits() RETURNS TABLE (kind text, name text, tries integer, wait integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT part.kind, part.name, part.tries, part.wait
    FROM public.login_failure f CROSS JOIN LATERAL (
        SELECT split_part(f.subject, ' ', 1) AS kind,
            CASE WHEN f.subject LIKE 'session %' THEN split_part(f.subject, ' ', 2)
                ELSE substr(f.subject, strpos(f.subject, ' ') + 1) END AS name,
            public.standing_tries(f.subject, f.failures, f.last_at, clock_timestamp()) AS tries,
            public.login_wait(f.subject, f.failures, f.last_at, clock_timestamp()) AS wait) AS part
    WHERE f.county_id = public.acting('manage') AND part.tries > 0
        AND (part.kind = 'address'
            OR EXISTS (SELECT FROM public.account a WHERE a.county_id = f.county_id AND a.name = part.name))
    ORDER BY part.wait DESC, part.tries DESC, part.kind, part.name LIMIT 200
$$;

-- Forgets the tries of an account and its sessions, or of an address, on an administrator's word; false where none are.
CREATE FUNCTION lift_wait(kind text, name text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    in_county integer := public.acting('manage');
BEGIN
    IF public.acting_via() LIKE 'token:%' THEN RETURN false; END IF;
    UPDATE public.login_failure f SET failures = 0
    WHERE f.county_id = in_county AND f.failures > 0 AND f.subject IN (
        SELECT l.subject FROM public.login_failure l
        WHERE l.county_id = in_county AND CASE kind WHEN 'address' THEN l.subject = public.address_subject(name)
            ELSE l.subject = 'account ' || name OR starts_with(l.subject, 'session ' || name || ' ') END
        ORDER BY l.subject FOR UPDATE);
    RETURN FOUND;
END $$;

-- Whoever resets or disables an account finds the tokens made meanwhile; a session ended meanwhile makes none.
CREATE FUNCTION hold_account() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.account a WHERE a.county_id = NEW.county_id AND a.name = NEW.account FOR SHARE;
    IF public.acting_via() LIKE 'session:%' AND NOT EXISTS (
        SELECT FROM public.session s WHERE s.county_id = NEW.county_id AND s.account = NEW.account
            AND s.ended_at IS NULL AND left(encode(s.digest, 'hex'), 8) = substr(public.acting_via(), 9)) THEN
        RAISE EXCEPTION 'the session has ended' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER api_token_held BEFORE INSERT ON api_token FOR EACH ROW EXECUTE FUNCTION hold_account();

DO $$ BEGIN -- nobody calls the functions of this file but those who are granted it
    EXECUTE (SELECT string_agg(format('REVOKE ALL ON FUNCTION %s FROM PUBLIC;', p.oid::regprocedure), E'\n')
        FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'));
END $$;
GRANT EXECUTE ON FUNCTION finish_login(integer, text, bytea, bytea, bytea, text, text), begin_change(), login_waits(),
    openid_login(integer, text, text, text, bytea, bytea, text, text), lift_wait(text, text),
    change_password(bytea, bytea, integer, bytea, bytea, text[]) TO lazaret_server;
