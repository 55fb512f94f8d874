-- That a notice reached the director: acknowledged by the account, or handed over on paper before a witness.
-- Who may: respond and director of the site, to acknowledge; file, to hand over
-- Writes: notice_arrival; entry acknowledge or deliver
-- Answers: acknowledged or delivered; already; unknown where there is no such notice; stranger who does not direct the site; early before it was issued; future beyond the clock; unsent where whoever hands over has not sent all of the photograph

-- What the entry covers. `Sources/Store/Audit/ActRows+Gaps.swift` says the same.
CREATE OR REPLACE FUNCTION arrival_digest(arrival notice_arrival) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY['lazaret notice arrival v1', arrival.inspection::text, arrival.how,
        (extract(epoch FROM arrival.reached_at - to_timestamp(0)) * 1000000)::bigint::text, arrival.received_by,
        arrival.witness, encode(arrival.photograph, 'hex')]), 'UTF8'));
END $$;

CREATE OR REPLACE FUNCTION acknowledge_notice(of_county integer, key bytea, from_address text, visit uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    stranger text;
    arrival public.notice_arrival;
BEGIN
    SELECT n.site, n.visit_day INTO arrival.site, arrival.visit_day FROM public.notice n
    WHERE n.county_id = of_county AND n.inspection = visit;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    stranger := public.arrival_stranger(who, arrival.site, arrival.visit_day);
    IF stranger IS NOT NULL THEN RETURN stranger; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.notice_arrival a WHERE a.county_id = of_county AND a.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    arrival.county_id := of_county;
    arrival.inspection := visit;
    arrival.how := 'acknowledged';
    arrival.reached_at := clock_timestamp();
    arrival.received_by := who.account;
    arrival.recorded_at := arrival.reached_at;
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'acknowledge', 'notice/' || visit, NULL, public.arrival_digest(arrival));
    INSERT INTO public.notice_arrival VALUES (arrival.*);
    RETURN 'acknowledged';
END $$;

CREATE OR REPLACE FUNCTION hand_over_notice(
    of_county integer, key bytea, from_address text, visit uuid, reached timestamptz, receiver text, witnessed_by text,
    photograph bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    refused text;
    issued timestamptz;
    arrival public.notice_arrival;
BEGIN
    SELECT n.site, n.visit_day, n.issued_at INTO arrival.site, arrival.visit_day, issued FROM public.notice n
    WHERE n.county_id = of_county AND n.inspection = visit;
    IF NOT FOUND OR NOT coalesce(arrival.site = ANY (who.sites), true) THEN RETURN 'unknown'; END IF;
    refused := public.arrival_refused(who, issued, reached, receiver, witnessed_by, photograph);
    PERFORM pg_advisory_xact_lock(of_county, hashtext(visit::text));
    PERFORM FROM public.notice_arrival a WHERE a.county_id = of_county AND a.inspection = visit;
    IF FOUND THEN RETURN 'already'; END IF;
    IF refused IS NOT NULL THEN RETURN refused; END IF;
    arrival.county_id := of_county;
    arrival.inspection := visit;
    arrival.how := 'handedOver';
    arrival.reached_at := reached;
    arrival.received_by := receiver;
    arrival.witness := witnessed_by;
    arrival.photograph := photograph;
    arrival.recorded_at := clock_timestamp();
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'deliver', 'notice/' || visit, NULL, public.arrival_digest(arrival));
    INSERT INTO public.notice_arrival VALUES (arrival.*);
    RETURN 'delivered';
END $$;
REVOKE ALL ON FUNCTION arrival_digest, acknowledge_notice, hand_over_notice FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_notice, hand_over_notice TO lazaret_server;
