import Compliance
import AuditLog
import Store

/// Entries of the record, narrowed by who, what and when.
struct AuditPage: Sendable {
    /// What is wrong with the sealing; nil where nothing is.
    let notice: String?
    let actor: String
    let verbs: [Option]
    let object: String
    let from: String
    let to: String
    let entries: [Line]
    let hasEntries: Bool
    let nextAddress: String?
    let tableAddress: String

    /// One entry.
    struct Line: Sendable {
        let number: Int
        let address: String
        let time: String
        let actor: String
        let verb: String
        let object: String
        let reason: String
        let seal: String
    }

    init(_ page: EntryPage, _ filter: EntryFilter, notice: String? = nil, _ texts: Texts) {
        self.notice = notice
        actor = filter.actor ?? ""
        verbs =
            [Option(value: "", wording: texts("audit.allVerbs"), isChosen: filter.verb == nil)]
            + Store.verbs.map {
                Option(value: $0, wording: texts("verb.\($0)"), isChosen: filter.verb == $0)
            }
        object = filter.object ?? ""
        from = filter.from.map { "\($0)" } ?? ""
        to = filter.to.map { "\($0)" } ?? ""
        entries = page.entries.map { Line($0, texts) }
        hasEntries = !entries.isEmpty
        nextAddress = page.next.map { Place.audit.path + "?" + filter.query(before: $0) }
        tableAddress = Place.auditTable.path + "?" + filter.query(before: nil)
    }
}

extension AuditPage.Line {
    init(_ listed: ListedEntry, _ texts: Texts) {
        let entry = listed.entry
        number = entry.number
        address = Place.auditEntry(entry.number).path
        time = entry.happenedAt?.shanghai ?? "–"
        actor = entry.actor
        verb = texts("verb.\(entry.verb)")
        object = entry.object
        reason = entry.reason ?? ""
        let sealed = listed.sealedUnder.map { texts("audit.sealedUnder", "\($0)") } ?? texts("audit.waits")
        let timing = listed.timing == .timely ? nil : texts("audit.\(listed.timing.rawValue)")
        seal = timing.map { "\(sealed) · \($0)" } ?? sealed
    }
}

extension EntryFilter {
    /// The filter as an address carries it.
    func query(before number: Int?) -> String {
        let values: [(String, String?)] = [
            ("actor", actor), ("verb", verb), ("object", object), ("from", from.map { "\($0)" }),
            ("to", to.map { "\($0)" }), ("before", number.map(String.init)),
        ]
        return values.compactMap { name, value in value.map { "\(name)=\(FormText.encode($0))" } }
            .joined(separator: "&")
    }
}
