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

    var entries: EntryPage {
        EntryPage(
            entries: [
                ListedEntry(entry: entry, sealedUnder: 40), ListedEntry(entry: entry, sealedUnder: nil),
            ],
            next: 12
        )
    }

    var entryFilter: EntryFilter {
        EntryFilter(
            actor: twist("wang-office"),
            verb: "change",
            object: twist("site/"),
            from: Samples.day("2021-08-16"),
            to: Samples.day("2021-08-22")
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
