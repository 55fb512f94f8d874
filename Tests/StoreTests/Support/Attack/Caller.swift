import Postgres

/// On whose word an act is called: with which key for which county, after which statements of the transaction.
struct Caller: Sendable {
    /// What has to become of a call whose other arguments are plausible.
    enum Fate: Sendable, Hashable {
        /// Nobody is found to act: 28000.
        case nobody
        /// That account acts, and may not, unless the act is for whoever has signed in: 42501.
        case mayNot(account: String)
        /// That account acts, and may or may not.
        case may(account: String)
    }

    let name: String
    let key: String
    var county = "1"
    var address = "'192.0.2.7'"
    var before: [String] = []
    let fate: Fate
    /// What the call's other arguments are. Ten megabytes take a tenth of a second to make: they go with a few.
    var hostilities = Hostility.pure.filter { $0 != .huge } + Hostility.mixtures(3)

    /// Whom the entry has to name.
    var account: String {
        switch fate {
        case .nobody: ""
        case .mayNot(let account), .may(let account): account
        }
    }

    var arguments: [String] { ["(\(county))::integer", "(\(key))::bytea", "(\(address))::text"] }

    /// The key that opens the session of an account, or a token, named by its account and its name.
    static func key(_ kind: String, _ name: String, county: Int = 1) -> String {
        "sha256(convert_to('\(kind) \(name) \(county)', 'UTF8'))"
    }

    static let enterAsAdministrator = "SELECT FROM enter(1, \(key("session", "admin")), '192.0.2.7')"

    /// Settings as those of an operator would be, but for the seal, which nobody can make.
    static let forgeOperator = """
        SELECT set_config('lazaret.' || s.name, s.value, true) FROM (VALUES
            ('county', '1'), ('account', 'admin'), ('duty', 'operator'), ('sites', ''), ('via', 'shell'), ('address', ''),
            ('rights', 'read,county,file,manage,audit'), ('seal', encode(sha256('\\x00'), 'hex')),
            ('context', encode(sha256('\\x00'), 'hex') || '|1|read,county,file,manage,audit||admin|shell|operator|'))
            AS s (name, value)
        """

    static let all: [Caller] = [
        Caller(name: "no key", key: "NULL", fate: .nobody, hostilities: Hostility.pure),
        Caller(name: "no key, settings forged", key: "NULL", before: [forgeOperator], fate: .nobody),
        Caller(name: "no key, entered", key: "NULL", before: [enterAsAdministrator], fate: .nobody),
        Caller(name: "a key at random", key: "sha256('anything'::bytea)", fate: .nobody),
        Caller(name: "an empty key", key: "''", fate: .nobody),
        Caller(
            name: "a key of 10 MB",
            key: "decode(repeat('ab', 10485760), 'hex')",
            fate: .nobody,
            hostilities: [.plausible]
        ),
        Caller(name: "what is kept of a key", key: "sha256(\(key("session", "admin")))", fate: .nobody),
        Caller(
            name: "another county's key",
            key: key("session", "admin", county: 2),
            fate: .nobody,
            hostilities: Hostility.pure
        ),
        Caller(name: "another county's id", key: key("session", "admin"), county: "2", fate: .nobody),
        Caller(name: "a county that is NULL", key: key("session", "admin"), county: "NULL", fate: .nobody),
        Caller(name: "a county that is not there", key: key("session", "admin"), county: "-1", fate: .nobody),
        Caller(name: "a disabled account", key: key("session", "disabled"), fate: .nobody),
        Caller(name: "an ended session", key: key("session", "leaver"), fate: .nobody),
        Caller(name: "a revoked token", key: key("token", "admin revoked"), fate: .nobody),
        Caller(name: "an expired token", key: key("token", "admin expired"), fate: .nobody),
        Caller(
            name: "a token whose scope comes to nothing",
            key: key("token", "leader futile"),
            fate: .mayNot(account: "leader")
        ),
        Caller(
            name: "a password to change",
            key: key("session", "beginner"),
            fate: .mayNot(account: "beginner")
        ),
        Caller(
            name: "a director",
            key: key("session", "director"),
            fate: .mayNot(account: "director"),
            hostilities: Hostility.pure
        ),
        Caller(name: "an auditor", key: key("session", "auditor"), fate: .mayNot(account: "auditor")),
        Caller(name: "a leader", key: key("session", "leader"), fate: .mayNot(account: "leader")),
        Caller(name: "an inspector", key: key("session", "inspector"), fate: .may(account: "inspector")),
        Caller(
            name: "an administrator's token",
            key: key("token", "admin phone"),
            fate: .may(account: "admin")
        ),
        Caller(
            name: "an administrator",
            key: key("session", "admin"),
            fate: .may(account: "admin"),
            hostilities: Hostility.pure + Hostility.mixtures(40)
        ),
        Caller(
            name: "from an address that is NULL",
            key: key("session", "admin"),
            address: "NULL",
            fate: .may(account: "admin"),
            hostilities: [.plausible]
        ),
        Caller(
            name: "from an address of 10 MB",
            key: key("session", "admin"),
            address: "repeat(E'\\n', 10485760)",
            fate: .may(account: "admin"),
            hostilities: [.plausible]
        ),
    ]
}
