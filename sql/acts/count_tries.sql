-- Counting tries at passwords, and how long to wait. Called by the acts that judge a password.
-- Who may: nobody by itself
-- Writes: login_failure
-- Answers: how many seconds to wait before the next try

-- How many tries still count at that moment: of an address, one is forgotten every three minutes, all others in a day.
CREATE OR REPLACE FUNCTION standing_tries(subject text, failures integer, since timestamptz, at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN subject LIKE 'address %'
        THEN greatest(0, failures - least(1000000, floor(greatest(0, extract(epoch FROM at - since)) / 180))::integer)
        WHEN at - since > INTERVAL '1 day' THEN 0 ELSE failures END
$$;

-- How long to wait before the next try: of an address's fifty, until one comes back; an account, and a session that
-- changes a password, have five, then twice as long each time, up to a quarter of an hour.
CREATE OR REPLACE FUNCTION login_wait(subject text, failures integer, since timestamptz, at timestamptz) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN subject LIKE 'address %' THEN greatest(0, ceil(180 * (failures - 49) - gone.seconds))
        WHEN failures <= 5 THEN 0
        ELSE greatest(0, ceil(least(900, 2 ^ least(failures - 5, 20)) - gone.seconds))
    END::integer
    FROM (SELECT greatest(0, extract(epoch FROM at - since)) AS seconds) AS gone
$$;

-- Whom the failures from an address are counted against: of IPv6 the network, whose addresses are all one household's.
CREATE OR REPLACE FUNCTION address_subject(address text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'address ' || CASE WHEN address ~ '^[0-9A-Fa-f]{0,4}(:[0-9A-Fa-f]{0,4}){2,7}$'
        THEN host(network(set_masklen(address::inet, 64))) ELSE left(address, 90) END
$$;

-- Locks the count of that subject, which is there from now on, and says how long to wait by it.
CREATE OR REPLACE FUNCTION hold_count(of_county integer, one text) RETURNS integer
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
CREATE OR REPLACE FUNCTION count_try(of_county integer, one text) RETURNS void
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
CREATE OR REPLACE FUNCTION stretching(of_county integer, wanted text, OUT salt bytea, OUT cost integer)
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(a.salt, substring(sha256(k.secret || convert_to(wanted, 'UTF8')) FROM 1 FOR 16)),
        coalesce(a.cost, 15)
    FROM public.context_key k LEFT JOIN public.account a ON a.county_id = of_county AND a.name = wanted
$$;

-- Forgets what is old, a little at a time and waiting for nobody: called when a transaction wants no more locks.
CREATE OR REPLACE FUNCTION forget_tries() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM public.login_failure WHERE ctid IN (
        SELECT ctid FROM public.login_failure WHERE last_at < clock_timestamp() - INTERVAL '1 day'
        ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED)
$$;
