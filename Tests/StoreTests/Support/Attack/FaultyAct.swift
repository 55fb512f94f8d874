/// An act as nobody should write it, with what an attack has to find: whoever weakens the attack is told.
struct FaultyAct: Sendable {
    let name: String
    var arguments = ""
    /// Whether it lets in whom it should refuse.
    var isOpen = false
    let body: String
    let finding: String

    private static let managing = "who := public.actor(of_county, key, from_address, 'manage');"
    private static let recording = "PERFORM public.write_entry(who, 'read', 'x');"

    static let all: [FaultyAct] = [
        FaultyAct(name: "open_door", isOpen: true, body: "PERFORM 1;", finding: "it was done"),
        FaultyAct(
            name: "side_door",
            arguments: ", what text",
            isOpen: true,
            body: "IF what <> '' THEN \(managing) END IF;",
            finding: "nothing: it was done"
        ),
        FaultyAct(
            name: "wrong_right",
            isOpen: true,
            body: "who := public.actor(of_county, key, from_address, 'read');",
            finding: "a director, plausible: it was done"
        ),
        FaultyAct(
            name: "silent",
            body: "\(managing) UPDATE public.county SET edition = edition + 1 WHERE county_id = of_county;",
            finding: "without an entry"
        ),
        FaultyAct(
            name: "far_reaching",
            body: "\(managing) \(recording) UPDATE public.county SET edition = edition + 1;",
            finding: "changed another county"
        ),
        FaultyAct(
            name: "half_written",
            arguments: ", names text[], reasons text[]",
            body: """
                \(managing)
                PERFORM public.write_entry(who, 'read', n.name, NULL, NULL, n.reason)
                FROM unnest(names, reasons) AS n (name, reason) WHERE n.name IS NOT NULL;
                """,
            finding: "by lists that do not go together"
        ),
        FaultyAct(
            name: "broken",
            arguments: ", how_many integer",
            body: "\(managing) RAISE EXCEPTION '%', how_many USING ERRCODE = 'XX000';",
            finding: "XX000"
        ),
        FaultyAct(
            name: "boundless",
            arguments: ", what text",
            body: """
                \(managing) \(recording)
                CREATE TABLE IF NOT EXISTS public.heap (county_id integer, what text);
                INSERT INTO public.heap VALUES (of_county, what);
                """,
            finding: "keeps too much"
        ),
    ]

    var script: String {
        """
        CREATE FUNCTION \(name)(of_county integer, key bytea, from_address text\(arguments)) RETURNS void
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            who public.holder;
        BEGIN
            \(body)
        END $$;
        REVOKE ALL ON FUNCTION \(name) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION \(name) TO lazaret_server
        """
    }
}
