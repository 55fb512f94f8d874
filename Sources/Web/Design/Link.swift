import Compliance

/// Where things are found: the one place that spells an address.
enum Place {
    case county
    case sites
    case site(String)
    case inspection(String)
    case login
    /// Signing in at the OpenID provider, and where that leads back to.
    case openID
    case openIDCallback
    /// One's own account: sessions, tokens, password.
    case account
    /// The accounts that administrators keep.
    case accounts
    /// Where an administrator ends what somebody has to wait.
    case waits
    /// The week it is now.
    case weeks
    case week(ISOWeek)
    case checklists
    case checklist(code: String, version: String)
    /// The form that files an inspection of that site.
    case inspect(String)
    /// The form again, with what the draft keeps.
    case draft(String, site: String)
    /// The form that files a correction of that inspection.
    case revise(String, site: String)
    case audit
    case auditEntry(Int)
    case auditProof(Int)
    /// The entries as a table for spreadsheets.
    case auditTable
    case asset(String, tag: String)

    var path: String {
        switch self {
        case .county: "/"
        case .sites: "/sites"
        case .site(let code): "/sites/\(FormText.encode(code))"
        case .inspection(let id): "/inspections/\(FormText.encode(id))"
        case .login: "/login"
        case .openID: "/login/openid"
        case .openIDCallback: "/login/openid/callback"
        case .account: "/account"
        case .accounts: "/accounts"
        case .waits: "/waits"
        case .weeks: "/weeks"
        case .week(let week): "/weeks/\(week)"
        case .checklists: "/checklists"
        case .checklist(let code, let version):
            "/checklists/\(FormText.encode(code))?version=\(FormText.encode(version))"
        case .inspect(let code): "/inspect/\(FormText.encode(code))"
        case .draft(let id, let site): Place.inspect(site).path + "?draft=\(FormText.encode(id))"
        case .revise(let id, let site): Place.inspect(site).path + "?revises=\(FormText.encode(id))"
        case .audit: "/audit"
        case .auditEntry(let number): "/audit/\(number)"
        case .auditProof(let number): "/audit/\(number)/proof"
        case .auditTable: "/audit.csv"
        case .asset(let name, let tag): "/static/\(tag)/\(name)"
        }
    }

    /// The same in the API.
    var api: String { "/api/v1" + path }
}
