import Postgres

/// A function of the owner's that the server's role may call, with its arguments as the catalogue has them.
struct OwnersFunction: Sendable {
    let name: String
    let arguments: [Argument]
    /// How many arguments at the end may be left out.
    let defaults: Int
    let variadic: Bool

    /// Whether it is given who acts, as every act is.
    var takesKey: Bool {
        arguments.prefix(3).map { "\($0.name) \($0.type.name)" }
            == ["of_county integer", "key bytea", "from_address text"]
    }

    /// The call with those expressions; those with a default that come after them are left out.
    func call(_ values: [String]) -> String {
        var values = values
        if variadic, values.count == arguments.count { values.append("VARIADIC \(values.removeLast())") }
        return "SELECT * FROM public.\(name)(\(values.joined(separator: ", ")))"
    }

    /// Those that run with the owner's eye: what they do, the server does through them and cannot do without.
    static func all(in database: Database) async throws -> [OwnersFunction] {
        let types = try await ArgumentTypes(database)
        let rows = try await database.query(
            """
            SELECT p.proname::text AS name, p.pronargdefaults::integer AS defaults, p.provariadic <> 0 AS variadic,
                ARRAY(SELECT t::integer FROM unnest(p.proargtypes) WITH ORDINALITY AS a (t, n) ORDER BY n) AS types,
                ARRAY(
                    SELECT coalesce(p.proargnames[n], '')
                    FROM generate_series(1, coalesce(cardinality(p.proargmodes), p.pronargs)) AS n
                    WHERE p.proargmodes IS NULL OR p.proargmodes[n] IN ('i', 'b', 'v') ORDER BY n) AS names
            FROM pg_proc p
            WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND p.prorettype <> 'trigger'::regtype
                AND has_function_privilege('lazaret_server', p.oid, 'EXECUTE')
            ORDER BY p.proname, p.oid
            """
        )
        return try rows.map { row in
            OwnersFunction(
                name: try row["name"],
                arguments: try zip(row["names"] as [String], row["types"] as [Int])
                    .map { name, type in
                        Argument(owner: try row["name"], name: name, type: try types[type])
                    },
                defaults: try row["defaults"],
                variadic: try row["variadic"]
            )
        }
    }
}

/// An argument of a function, or a column of a row that is one.
struct Argument: Sendable {
    /// The function or the type of rows.
    let owner: String
    let name: String
    let type: ArgumentType
}

/// A type as the catalogue has it, down to what it is made of.
struct ArgumentType: Sendable {
    indirect enum Form: Sendable {
        case scalar
        case array(of: ArgumentType)
        case row([Argument])
    }

    let name: String
    let form: Form
    /// Of a domain, the type that it narrows; else the name again.
    let base: String
}

/// The types that arguments are of, by number.
struct ArgumentTypes {
    private struct Entry {
        let name, kind: String
        let element, base: Int
        let fields: [Int]
        let names: [String]
    }

    private let entries: [Int: Entry]

    init(_ database: Database) async throws {
        let rows = try await database.query(
            """
            SELECT t.oid::integer, format_type(t.oid, NULL) AS name, t.typtype::text AS kind,
                CASE WHEN t.typcategory = 'A' THEN t.typelem::integer ELSE 0 END AS element,
                t.typbasetype::integer AS base,
                ARRAY(SELECT a.atttypid::integer FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0
                    AND NOT a.attisdropped ORDER BY a.attnum) AS fields,
                ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0
                    AND NOT a.attisdropped ORDER BY a.attnum) AS names
            FROM pg_type t
            WHERE t.typnamespace IN ('public'::regnamespace, 'pg_catalog'::regnamespace)
            """
        )
        entries = try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (
                    try row["oid"],
                    Entry(
                        name: try row["name"],
                        kind: try row["kind"],
                        element: try row["element"],
                        base: try row["base"],
                        fields: try row["fields"],
                        names: try row["names"]
                    )
                )
            }
        )
    }

    subscript(number: Int) -> ArgumentType {
        get throws {
            guard let entry = entries[number] else { throw HostilityError.unknownType("\(number)") }
            if entry.element != 0 {
                let form = ArgumentType.Form.array(of: try self[entry.element])
                return ArgumentType(name: entry.name, form: form, base: entry.name)
            }
            if entry.kind == "d" {
                let base = try self[entry.base]
                return ArgumentType(name: entry.name, form: base.form, base: base.base)
            }
            let fields = try zip(entry.names, entry.fields)
                .map { Argument(owner: entry.name, name: $0, type: try self[$1]) }
            return ArgumentType(
                name: entry.name,
                form: fields.isEmpty ? .scalar : .row(fields),
                base: entry.name
            )
        }
    }
}
