/// What somebody may hand to a function: here is what "hostile" means. Each makes an expression of SQL for an argument
/// of whatever type, so that ten megabytes are made by the database and need not be sent.
enum Hostility: Sendable, Hashable {
    /// NULL for everything.
    case nothing
    /// Nothing in it: no letters, no bytes, 0, the epoch, an array without elements, a row of NULLs.
    case empty
    /// What could be meant, but for lists: those hold a NULL, or a row of NULLs.
    case hollow
    /// What could be meant: the site, the account, the version that there are.
    case plausible
    /// The same, but lists that go together are not of one length and end in a NULL; defaults are left to stand.
    case ragged
    /// Control characters and quotes, the ends of each range, NaN, infinite days, and lists in two dimensions from 0.
    case strange
    /// Ten megabytes, or a hundred thousand elements.
    case huge
    /// For each value any of these but the huge, drawn by that seed.
    case mixed(UInt64)

    /// All but the mixed ones.
    static let pure: [Hostility] = [.nothing, .empty, .hollow, .plausible, .ragged, .strange, .huge]
    /// As many mixtures as find what no pure one does.
    static func mixtures(_ count: UInt64) -> [Hostility] { (1...count).map { .mixed($0) } }

    /// The values for all arguments of that function from a certain one on.
    func values(for function: OwnersFunction, from first: Int = 0) throws -> [String] {
        var maker = HostileValues(hostility: self)
        let given = self == .ragged ? function.arguments.dropLast(function.defaults) : function.arguments[...]
        return try given.enumerated().dropFirst(first).map { try maker.value($1, at: $0) }
    }
}

enum HostilityError: Error {
    /// Nobody has said yet what is hostile of that type: say it in `HostileValues.scalars`.
    case unknownType(String)
}

/// Makes the values of one call.
private struct HostileValues {
    let hostility: Hostility
    private var random: SplitMix

    init(hostility: Hostility) {
        self.hostility = hostility
        if case .mixed(let seed) = hostility {
            random = SplitMix(state: seed)
        } else {
            random = SplitMix(state: 0)
        }
    }

    mutating func value(_ argument: Argument, at place: Int) throws -> String {
        try value(argument, at: place, as: hostility)
    }

    private mutating func value(_ argument: Argument, at place: Int, as wanted: Hostility) throws -> String {
        let type = argument.type
        var wanted = wanted
        if case .mixed = wanted, case .scalar = type.form {
            let kinds: [Hostility] = [
                .nothing, .empty, .strange, .plausible, .plausible, .plausible, .plausible,
            ]
            wanted = kinds.randomElement(using: &random) ?? .empty
        }
        if wanted == .nothing { return "NULL::\(type.name)" }
        let made: String =
            switch type.form {
            case .scalar: try scalar(argument, wanted)
            case .array(let element):
                try list(
                    Argument(owner: argument.owner, name: argument.name, type: element),
                    at: place,
                    as: wanted
                )
            case .row(let fields): try row(fields, at: place, as: wanted)
            }
        return "(\(made))::\(type.name)"
    }

    private mutating func row(_ fields: [Argument], at place: Int, as wanted: Hostility) throws -> String {
        let within: Hostility = [.empty, .hollow].contains(wanted) ? .nothing : wanted
        let values = try fields.enumerated().map { try value($1, at: place + $0, as: within) }
        return "ROW(\(values.joined(separator: ", ")))"
    }

    private mutating func list(_ element: Argument, at place: Int, as wanted: Hostility) throws -> String {
        switch wanted {
        case .empty: return "'{}'"
        case .hollow:
            if case .row = element.type.form { return "ARRAY[\(try value(element, at: place, as: .empty))]" }
            return "ARRAY[NULL]"
        case .strange:
            return "array_fill(\(try value(element, at: place, as: .strange)), ARRAY[2, 2], ARRAY[0, 0])"
        case .huge:
            return "array_fill(\(try value(element, at: place, as: .plausible)), ARRAY[100000])"
        case .ragged:
            let one = try value(element, at: place, as: .plausible)
            return "array_fill(\(one), ARRAY[\(1 + place % 3)]) || NULL::\(element.type.name)"
        case .mixed:
            let count = Int.random(in: 0...3, using: &random)
            if count == 0 { return Bool.random(using: &random) ? "'{}'" : "NULL" }
            let elements = try (1...count).map { _ in try value(element, at: place, as: wanted) }
            return "ARRAY[\(elements.joined(separator: ", "))]"
        default: return "ARRAY[\(try value(element, at: place, as: .plausible))]"
        }
    }

    private mutating func scalar(_ argument: Argument, _ wanted: Hostility) throws -> String {
        guard let values = Self.scalars[argument.type.base] else {
            throw HostilityError.unknownType(argument.type.base)
        }
        switch wanted {
        case .empty: return values.empty
        case .strange: return values.strange
        case .huge: return values.huge
        default:
            let known = Self.words["\(argument.owner).\(argument.name)"] ?? Self.words[argument.name] ?? []
            guard case .mixed = hostility else { return known.first ?? values.plausible[0] }
            let meant = known.isEmpty || Int.random(in: 0...3, using: &random) == 0 ? values.plausible : known
            return meant.randomElement(using: &random) ?? "NULL"
        }
    }

    private typealias Values = (empty: String, plausible: [String], strange: String, huge: String)

    private static let scalars: [String: Values] = [
        "text": (
            "''", ["'T-01'", "'inspector'", "'read'", "'township-isolation'", "'2021-08'", "'director'"],
            "E'\\x01\\r\\n''\"\\\\|,;{}()%s$1 \\u202e\\U0001F600'", "repeat('长', 3500000)"
        ),
        "bytea": (
            "''", ["sha256('x'::bytea)", "sha256('y'::bytea)"], "'\\x00ff'",
            "decode(repeat('00', 10485760), 'hex')"
        ),
        "boolean": ("false", ["true", "false"], "NULL", "true"),
        "smallint": ("0", ["1", "2"], "'-32768'", "32767"),
        "integer": ("0", ["1", "2", "15"], "'-2147483648'", "2147483647"),
        "bigint": ("0", ["1", "2"], "'-9223372036854775808'", "9223372036854775807"),
        "numeric": ("0", ["1", "12.5"], "'NaN'", "repeat('9', 131072)"),
        "double precision": ("0", ["1", "113.5"], "'NaN'", "'Infinity'"),
        "date": ("'epoch'", ["'2021-08-16'", "CURRENT_DATE"], "'-infinity'", "'infinity'"),
        "timestamp with time zone": (
            "'epoch'", ["'2021-08-18 09:00+08'", "clock_timestamp()"], "'-infinity'", "'infinity'"
        ),
        "interval": ("'0'", ["'1 day'"], "'-178000000 years'", "'178000000 years'"),
        "uuid": (
            "'00000000-0000-0000-0000-000000000000'",
            [filed, begun],
            "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "gen_random_uuid()"
        ),
        "json": (
            "'{}'", ["'{\"a\": 1}'", "'[]'"], "'[\"\\u0001\", 1e400, null]'", "to_json(repeat('x', 10485760))"
        ),
        "jsonb": (
            "'{}'", ["'{\"a\": 1}'", "'[]'"], "'[\"\\u0001\", null]'", "to_jsonb(repeat('x', 10485760))"
        ),
    ]

    /// What could be meant by an argument or column of that name, of that owner or of any, where other words of the type
    /// would be refused early: the first by the plausible, any of them by a mixture.
    private static let words: [String: [String]] = [
        // Who and where
        "account": ["'inspector'"], "of_account": ["'inspector'"], "wanted": ["'inspector'"],
        "name": ["'inspector'", "'newcomer'"], "site": ["'T-01'"], "at_site": ["'T-01'"],
        "of_site": ["'T-01'"],
        "code": ["'T-01'", "'T-09'"], "township": ["'T-01'"], "duty": ["'director'"],
        "duties": ["'director@T-01'"],
        "role": ["'inspector'"], "roles": ["'inspector'"], "new_roles": ["'inspector'", "'leader'"],
        "scope": ["'read'"], "of_scope": ["'read'"], "days": ["9"], "token_name": ["'tablet'", "'phone'"],
        "session_id": ["left(encode(sha256(\(Caller.key("session", "inspector"))), 'hex'), 8)"],
        // What is kept of a password
        "salt": ["substring(sha256('x'::bytea) FOR 16)"],
        "new_salt": ["substring(sha256('x'::bytea) FOR 16)"],
        "cost": ["15"], "new_cost": ["15"],
        // Visits, drafts and standards; what the county has of them is in `attack.known`
        "draft_id": [begun], "visit": [filed], "filed_inspection.id": [begun, filed], "revises": [filed],
        "after_it": ["sha256('all that is evidence')"], "filed_inspection.kind": ["'routine'"],
        "site_kind": ["'townshipIsolation'"], "exact_score": ["NULL"],
        "checklist_digest": [known("checklist")], "baseline_digest": [known("baseline")],
        "severity": ["'major'"], "status": ["'notMet'"], "responsible": ["'director'"],
        "new_fields": ["'{}'"], "on_version": ["1", "NULL"], "takes_over": ["true"],
        "list": ["'checklist'", "'baseline'"], "document": ["'{\"a\": 1}'"],
        "published_version.digest": ["sha256(convert_to('{\"a\": 1}', 'UTF8'))"],
        "issue_standard.sites": ["'T-01'", "'T-02'"],
        "issue_standard.checklist": [known("checklist")], "issue_standard.baseline": [known("baseline")],
        "record_guidance.guidance_id": [begun], "record_guidance.by_account": ["NULL", "'inspector'"],
        "record_guidance.checklist": [known("checklist")], "record_guidance.baseline": [known("baseline")],
        "withdraw_guidance.guidance_id": [filed],
        // When sites are visited
        "give_closing_order.on_weekday": ["1"], "give_closing_order.at_minute": ["540"],
        "give_closing_order.to_accounts": ["'inspector'"],
        "set_cadence.of_kind": ["'zone'"], "set_cadence.new_days": ["9"], "set_cadence.new_days_below": ["3"],
        "set_cadence.valid_from": ["CURRENT_DATE + 1"], "commit_draw.kinds": ["'townshipIsolation'"],
        "commit_draw.visits": ["1"], "commit_draw.team": ["1"], "commit_draw.first_day": ["CURRENT_DATE + 1"],
        "commit_draw.last_day": ["CURRENT_DATE + 2"],
        // Sites of the register
        "register_site.kind": ["'townshipIsolation'"], "predecessor": ["NULL", "'T-02'"],
        // Accountability
        "of_rung": ["'reminder'"], "take_step.in_case": ["NULL"], "as_number": ["1"],
        "in_year": ["extract(year FROM clock_timestamp())::integer"],
        "terms": ["(SELECT id FROM attack.term LIMIT 1)"], "basis": ["'{\"a\": 1}'"],
        "on_day": ["'2021-08-16'"],
        // What is said of it
        "did": ["'read'"], "what": ["'site/T-01'"], "why": ["'核对'"], "reason": ["'核对'"],
        "kind": ["'account'"],
        "on_edition": ["1"], "since": ["'-infinity'"], "datum": ["'WGS-84'"], "latitude": ["34.4"],
        "longitude": ["112.7"],
    ]

    /// The visit that was filed, and the draft that was begun.
    private static let (filed, begun) = (
        "'018f0000-0000-7000-8000-000000000001'", "'018f0000-0000-7000-8000-000000000009'"
    )

    private static func known(_ what: String) -> String {
        "(SELECT digest FROM attack.known WHERE what = '\(what)')"
    }
}

/// Numbers that a seed decides (SplitMix64), so that what was found is found again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
