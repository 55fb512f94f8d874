package import Compliance
import StrictJSON

/// One row of a county's register: a site and who holds which duty there.
package struct RegisterEntry: Sendable, Hashable {
    package let site: Site
    package let postings: [Posting]

    package init(site: Site, postings: [Posting] = []) {
        self.site = site
        self.postings = postings
    }
}

/// What an import did to the register.
package struct ImportOutcome: Sendable, Hashable {
    /// Sites that were not there before.
    package let added: Int
    /// Sites of which something changed, a posting or the township's name included.
    package let changed: Int
    package let unchanged: Int

    package init(added: Int, changed: Int, unchanged: Int) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }
}

extension RegisterEntry {
    /// What the audit's digests are of.
    var node: Node {
        .object([
            ("code", .string(site.code)),
            ("kind", .string(site.kind.rawValue)),
            ("name", .array([.string(site.name.zh), .string(site.name.en)])),
            ("township", site.township.map { .array([.string($0.code), .string($0.name.zh), .string($0.name.en)]) }),
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
