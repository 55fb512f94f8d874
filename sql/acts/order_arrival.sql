-- That an order reached the director: acknowledged by the account, or handed over on paper before a witness.
-- Who may: respond and director of the site, to acknowledge; file, to hand over
-- Writes: order_arrival; entry acknowledge or deliver
-- Answers: acknowledged or delivered; already; unknown where there is no such order; stranger who does not direct the site; early before it was issued; future beyond the clock; unsent where whoever hands over has not sent all of the photograph

-- What the entry covers. `Sources/Store/Audit/ActRows+Gaps.swift` says the same.
CREATE OR REPLACE FUNCTION order_arrival_digest(arrival order_arrival) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN sha256(convert_to(public.framed(ARRAY['lazaret order arrival v1', arrival.id::text, arrival.how,
        (extract(epoch FROM arrival.reached_at - to_timestamp(0)) * 1000000)::bigint::text, arrival.received_by,
        arrival.witness, encode(arrival.photograph, 'hex')]), 'UTF8'));
END $$;

CREATE OR REPLACE FUNCTION acknowledge_order(of_county integer, key bytea, from_address text, order_id uuid)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'respond');
    stranger text;
    arrival public.order_arrival;
BEGIN
    SELECT o.site, o.issued_at INTO arrival.site, arrival.issued_at FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.id = order_id;
    IF NOT FOUND THEN RETURN 'unknown'; END IF;
    stranger := public.arrival_stranger(who, arrival.site, (arrival.issued_at AT TIME ZONE INTERVAL '08:00')::date);
    IF stranger IS NOT NULL THEN RETURN stranger; END IF;
    PERFORM pg_advisory_xact_lock(of_county, hashtext('order/' || order_id));
    PERFORM FROM public.order_arrival a WHERE a.county_id = of_county AND a.id = order_id;
    IF FOUND THEN RETURN 'already'; END IF;
    arrival.county_id := of_county;
    arrival.id := order_id;
    arrival.how := 'acknowledged';
    arrival.reached_at := clock_timestamp();
    arrival.received_by := who.account;
    arrival.recorded_at := arrival.reached_at;
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'acknowledge', 'order/' || order_id, NULL, public.order_arrival_digest(arrival));
    INSERT INTO public.order_arrival VALUES (arrival.*);
    RETURN 'acknowledged';
END $$;

CREATE OR REPLACE FUNCTION hand_over_order(
    of_county integer, key bytea, from_address text, order_id uuid, reached timestamptz, receiver text, witnessed_by text,
    photograph bytea)
RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who public.holder := public.actor(of_county, key, from_address, 'file');
    refused text;
    arrival public.order_arrival;
BEGIN
    SELECT o.site, o.issued_at INTO arrival.site, arrival.issued_at FROM public.supervision_order o
    WHERE o.county_id = of_county AND o.id = order_id;
    IF NOT FOUND OR NOT coalesce(arrival.site = ANY (who.sites), true) THEN RETURN 'unknown'; END IF;
    refused := public.arrival_refused(who, arrival.issued_at, reached, receiver, witnessed_by, photograph);
    PERFORM pg_advisory_xact_lock(of_county, hashtext('order/' || order_id));
    PERFORM FROM public.order_arrival a WHERE a.county_id = of_county AND a.id = order_id;
    IF FOUND THEN RETURN 'already'; END IF;
    IF refused IS NOT NULL THEN RETURN refused; END IF;
    arrival.county_id := of_county;
    arrival.id := order_id;
    arrival.how := 'handedOver';
    arrival.reached_at := reached;
    arrival.received_by := receiver;
    arrival.witness := witnessed_by;
    arrival.photograph := photograph;
    arrival.recorded_at := clock_timestamp();
    arrival.recorded_by := who.account;
    arrival.entry := public.write_entry(who, 'deliver', 'order/' || order_id, NULL, public.order_arrival_digest(arrival));
    INSERT INTO public.order_arrival VALUES (arrival.*);
    RETURN 'delivered';
END $$;
REVOKE ALL ON FUNCTION order_arrival_digest, acknowledge_order, hand_over_order FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acknowledge_order, hand_over_order TO lazaret_server;
