import Compliance
import StrictJSON

/// What the entries of the register have the digest of (docs/record.md): values as the database writes them, in rows by
/// their first columns.
enum RegisterDigest {
    static let periods = ["opened_on", "closed_on", "predecessor"]
    static let descriptions = [
        "since", "name_zh", "name_en", "township", "address", "capacity", "latitude", "longitude", "datum",
    ]
    static let terms = ["id", "duty", "person", "held_from", "held_to"]
    static let names = ["since", "name_zh", "name_en"]

    /// What stands of a site, in columns as above.
    struct Site {
        var code: String
        var kind: String
        var periods: [[String?]] = []
        var descriptions: [[String?]] = []
        var terms: [[String?]] = []

        var hex: String {
            Node.object([
                ("form", "lazaret site v2"), ("code", .string(code)), ("kind", .string(kind)),
                ("periods", RegisterDigest.node(periods)),
                ("descriptions", RegisterDigest.node(descriptions)), ("terms", RegisterDigest.node(terms)),
            ])
            .digest
        }

        /// The same in the form of releases before, when a site had one period, one description, and the name of its
        /// township; nil where it does not fit.
        func first(township names: [String?]?) -> String? {
            guard periods.count == 1, descriptions.count == 1, periods[0][2] == nil,
                descriptions[0][0] == "-infinity", descriptions[0][6...].allSatisfy({ $0 == nil })
            else { return nil }
            let (period, description) = (periods[0], descriptions[0])
            return
                Node.object([
                    ("code", .string(code)),
                    ("kind", .string(kind)),
                    ("name", .array(description[1...2].map(RegisterDigest.node))),
                    ("township", names.map { .array($0.map(RegisterDigest.node)) }),
                    ("openedOn", period[0].map { .string($0) }),
                    ("closedOn", period[1].map { .string($0) }),
                    ("address", description[4].map { .string($0) }),
                    ("capacity", description[5].flatMap { Int($0) }.map { .number($0) }),
                    (
                        "postings",
                        .array(
                            terms.sorted(by: Self.inOrder).map { .array($0[1...].map(RegisterDigest.node)) }
                        )
                    ),
                ])
                .digest
        }

        private static func inOrder(_ a: [String?], _ b: [String?]) -> Bool {
            (a[1] ?? "", a[2] ?? "", a[3] ?? "") < (b[1] ?? "", b[2] ?? "", b[3] ?? "")
        }
    }

    static func township(_ code: String, _ names: [[String?]]) -> String {
        Node.object([("form", "lazaret township v1"), ("code", .string(code)), ("names", node(names))]).digest
    }

    private static func node(_ rows: [[String?]]) -> Node {
        .array(rows.sorted { ($0[0] ?? "") < ($1[0] ?? "") }.map { .array($0.map(node)) })
    }

    private static func node(_ value: String?) -> Node { value.map { .string($0) } ?? .null }
}

extension SiteRecord {
    var digest: DigestText {
        DigestText(
            RegisterDigest.Site(
                code: code,
                kind: kind.rawValue,
                periods: periods.map(\.columns),
                descriptions: descriptions.map(\.columns),
                terms: terms.map(\.columns)
            )
            .hex
        )
    }
}

extension SiteRecord.Period {
    var columns: [String?] { [openedOn.description, closedOn?.description, predecessor] }
}

extension SiteRecord.Description {
    var columns: [String?] {
        [
            since?.description ?? "-infinity", name.zh, name.en, township, address,
            capacity.map { String($0) },
            place?.latitude, place?.longitude, place?.datum,
        ]
    }
}

extension SiteRecord.Term {
    var columns: [String?] {
        [id, posting.duty.rawValue, posting.person, posting.from.description, posting.to?.description]
    }
}
