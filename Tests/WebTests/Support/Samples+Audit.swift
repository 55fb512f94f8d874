import AuditLog

@testable import Compliance
@testable import Store

/// Entries of the record, with something in every part.
extension Samples {
    var entry: AuditEntry {
        AuditEntry(
            county: 1,
            number: 12,
            happenedAt: Samples.now,
            actor: twist("wang-office"),
            duty: twist("administrator"),
            via: twist("session:1f00ab42"),
            address: twist("10.1.2.3"),
            origin: twist("lazaret serve"),
            verb: "change",
            object: twist("site/T-03"),
            before: "00ff",
            after: "11ee",
            reason: twist("笔误")
        )
    }

    var entryNames: EntryNames {
        var names = EntryNames()
        names.actor = twist("值班管理员")
        names.account = twist("县领导")
        names.site = .init(code: twist("T-03"), name: text("三号乡镇隔离点", "Site 3"))
        names.township = text("柳林乡", "Liulin")
        names.visit = .init(id: Samples.id(1), day: Samples.day("2021-08-18"))
        return names
    }

    /// One entry of each kind, and one of none.
    var entries: ListPage<ListedEntry> {
        page(
            (EntryKind.allCases.map(\.rawValue) + ["other"])
                .map { kind in
                    var entry = entry
                    entry.object = twist("\(kind)/a/b")
                    return ListedEntry(
                        entry: entry,
                        seal: kind == "audit" ? .waits : kind == "county" ? .missing : .under(40),
                        timing: kind == "draft" ? .late : kind == "site" ? .early : .timely,
                        names: kind == "draft" ? EntryNames() : entryNames
                    )
                }
        )
    }

    var listedEntry: ListedEntry { ListedEntry(entry: entry, seal: .under(40), names: entryNames) }

    func chain(unbroken: Bool = true) -> HeadChain {
        HeadChain(count: 3, isUnbroken: unbroken, last: proof.head)
    }

    var entryFilter: EntryFilter {
        EntryFilter(
            actor: twist("wang-office"),
            verb: "change",
            object: twist("site/"),
            from: Samples.day("2021-08-16"),
            to: Samples.day("2021-08-22"),
            site: twist("三号"),
            kind: .site
        )
    }

    var proof: EntryProof {
        let head = TreeHead(
            county: "demo",
            size: 2,
            root: .zero,
            previous: .zero,
            time: Samples.now,
            key: "0123456789abcdef"
        )
        return EntryProof(
            entry: entry,
            proof: InclusionProof(position: 0, size: 2, path: [.zero]),
            head: StoredHead(size: 2, text: head.text, signature: [UInt8](repeating: 1, count: 64))
        )
    }
}
