import Compliance
import StrictJSON

extension RegisterEntry {
    /// What the audit's digests are of.
    var node: Node {
        .object([
            ("code", .string(site.code)),
            ("kind", .string(site.kind.rawValue)),
            ("name", .array([.string(site.name.zh), .string(site.name.en)])),
            (
                "township",
                site.township.map { .array([.string($0.code), .string($0.name.zh), .string($0.name.en)]) }
            ),
            ("openedOn", .string(site.openedOn.description)),
            ("closedOn", site.closedOn.map { .string($0.description) }),
            ("address", .string(site.address)),
            ("capacity", site.capacity.map { .number($0) }),
            ("postings", .array(postings.sorted(by: Self.inOrder).map(Self.node))),
        ])
    }

    private static func inOrder(_ a: Posting, _ b: Posting) -> Bool {
        (a.duty.rawValue, a.person, a.from) < (b.duty.rawValue, b.person, b.from)
    }

    private static func node(_ posting: Posting) -> Node {
        .array([
            .string(posting.duty.rawValue), .string(posting.person), .string(posting.from.description),
            posting.to.map { .string($0.description) } ?? .null,
        ])
    }
}
