import AuditLog
import Compliance
import Store

/// Entries of the record, narrowed by what they are about, who, what and when.
struct AuditPage: Page {
    static let template = "audit"

    /// What is wrong with the sealing; nil where nothing is.
    let notice: String?
    /// Whether the latest heads go on from one another, where they were looked at.
    let chain: Chain?
    let site: String
    let actor: String
    let kinds: [Option]
    let verbs: [Option]
    /// How the object begins, where that was asked for.
    let object: String?
    let from: String
    let to: String
    let entries: [Line]
    let hasEntries: Bool
    let found: String
    let pager: Pager?
    let tableAddress: String

    /// One entry.
    struct Line: Sendable {
        let number: Int
        let address: String
        let time: String
        let who: String
        let role: String?
        let verb: String
        let about: [EntryWords.Part]
        let reason: String?
        let seal: String
        let sealIsMissing: Bool
    }

    /// What the latest heads show.
    struct Chain: Sendable {
        let isWell: Bool
        let wording: String

        init(_ chain: HeadChain, _ texts: Texts) {
            isWell = chain.isUnbroken
            wording = texts(
                chain.isUnbroken ? "audit.chain" : "audit.chainBroken",
                TreeHead(chain.last.text).map { $0.time.shanghai } ?? "–",
                "\(chain.last.size)",
                "\(chain.count + 1)"
            )
        }
    }

    init(
        _ page: ListPage<ListedEntry>,
        _ filter: EntryFilter,
        _ pager: Pager?,
        chain: HeadChain? = nil,
        notice: String? = nil,
        rights: Set<Right>,
        _ texts: Texts
    ) {
        self.notice = notice
        self.chain = chain.map { Chain($0, texts) }
        site = filter.site ?? ""
        actor = filter.actor ?? ""
        kinds =
            [Option(value: "", wording: texts("audit.allKinds"), isChosen: filter.kind == nil)]
            + EntryKind.allCases.map {
                Option(
                    value: $0.rawValue,
                    wording: texts("entryKind.\($0.rawValue)"),
                    isChosen: filter.kind == $0
                )
            }
        verbs =
            [Option(value: "", wording: texts("audit.allVerbs"), isChosen: filter.verb == nil)]
            + Store.verbs.map {
                Option(value: $0, wording: texts("verb.\($0)"), isChosen: filter.verb == $0)
            }
        object = filter.object
        from = filter.from.map { "\($0)" } ?? ""
        to = filter.to.map { "\($0)" } ?? ""
        entries = page.elements.map { Line($0, rights: rights, texts) }
        hasEntries = !entries.isEmpty
        found =
            page.total < Store.mostCounted
            ? texts("audit.found", "\(page.total)") : texts("audit.foundMore", "\(Store.mostCounted - 1)")
        self.pager = pager
        tableAddress = Link.auditTable.path + "?" + filter.query
    }

    func windowTitle(_ texts: Texts) -> String { texts("audit.title") }
}

extension AuditPage.Line {
    init(_ listed: ListedEntry, rights: Set<Right>, _ texts: Texts) {
        let (entry, words) = (listed.entry, EntryWords(listed, rights: rights, texts))
        number = entry.number
        address = Link.auditEntry(entry.number).path
        time = entry.happenedAt?.shanghai ?? "–"
        (who, role, verb, about, reason) = (words.who, words.role, words.verb, words.about, words.reason)
        (seal, sealIsMissing) = (words.seal, listed.seal == .missing)
    }
}
