import AuditLog
import Compliance
import Store

/// Entries of the record, narrowed by who, what and when.
struct AuditPage: Page {
    static let template = "audit"

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
        nextAddress = page.next.map { Link.audit.path + "?" + filter.query(before: $0) }
        tableAddress = Link.auditTable.path + "?" + filter.query(before: nil)
    }

    func windowTitle(_ texts: Texts) -> String { texts("audit.title") }
}

extension AuditPage.Line {
    init(_ listed: ListedEntry, _ texts: Texts) {
        let entry = listed.entry
        number = entry.number
        address = Link.auditEntry(entry.number).path
        time = entry.happenedAt?.shanghai ?? "–"
        actor = entry.actor
        verb = texts("verb.\(entry.verb)")
        object = entry.object
        reason = entry.reason ?? ""
        let sealed = listed.sealedUnder.map { texts("audit.sealedUnder", "\($0)") } ?? texts("audit.waits")
        let timing: String? =
            switch listed.timing {
            case .timely: nil
            case .late: texts("audit.late")
            case .early: texts("audit.early")
            }
        seal = timing.map { "\(sealed) · \($0)" } ?? sealed
    }
}
