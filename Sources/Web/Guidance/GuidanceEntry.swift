import Compliance
import HTTPServer
import StrictJSON

/// What a page about guidance is shown with.
struct GuidanceState: Sendable {
    var kind: SiteKind?
    /// What was just done.
    var notice: String?
    var problems: [Problem] = []
    /// What was typed, to be mended.
    var entry: GuidanceEntry?
}

/// The form that puts guidance on record, as it was filled in.
struct GuidanceEntry: Sendable {
    let id: String
    var site: String
    /// In Asia/Shanghai, `2021-08-18T09:00`.
    let givenAt: String
    let shown: String
    let attended: String
    let standard: StandardDigests?

    init(id: String, site: String = "", givenAt: String) {
        self.id = id
        self.site = site
        self.givenAt = givenAt
        (shown, attended, standard) = ("", "", nil)
    }

    init(_ fields: FormFields) {
        id = fields.one("id") ?? ""
        site = fields.one("site") ?? ""
        givenAt = fields.one("givenAt") ?? ""
        shown = fields.one("shown") ?? ""
        attended = fields.one("attended") ?? ""
        standard = StandardDigests(field: fields.one("standard"))
    }

    /// As the store reads it.
    var node: Node {
        .object([
            ("id", .string(id)), ("site", .string(site)), ("givenAt", .string(Self.zoned(givenAt))),
            ("shown", .string(shown)), ("attended", .string(attended)), ("standard", standard?.node),
        ])
    }

    /// A form's time is one of Asia/Shanghai, with seconds or without; what is none stays as it is.
    private static func zoned(_ text: String) -> String {
        let zoned = text + (text.utf8.count == 16 ? ":00" : "") + "+08:00"
        return Instant(zoned) == nil ? text : zoned
    }
}

extension StandardDigests {
    /// Reads what a form's field says, `CHECKLIST.BASELINE`; nil where that is none.
    init?(field: String?) {
        guard let parts = field?.split(at: "."), parts.count == 2 else { return nil }
        self.init(checklist: String(parts[0]), baseline: String(parts[1]))
    }

    var field: String { "\(checklist).\(baseline)" }
}
