import AuditLog
import Compliance
import Store
import StrictJSON

/// An entry of the record in words: who, in which role, did what to what, and why.
struct EntryWords {
    let who: String
    /// nil where the record names none.
    let role: String?
    let verb: String
    /// What it is about, and where that is found.
    let about: [Part]
    let reason: String?
    /// Whether it is sealed, and how its time goes with the heads around it.
    let seal: String

    /// A word of what an entry is about; with its place where the reader may go there.
    struct Part: Sendable, Hashable {
        let words: String
        let place: String?
    }

    init(_ listed: ListedEntry, rights: Set<Right>, _ texts: Texts) {
        let (entry, names) = (listed.entry, listed.names)
        who = Self.person(entry.actor, names.actor, texts)
        // Of the operator the name says it already.
        role = ["", "operator", "clock"].contains(entry.duty) ? nil : texts.roles(entry.duty)
        let isOfWeek = entry.object.begins(with: "week/") && entry.verb == "revise"
        let isOfPaper = entry.object.begins(with: "paper/")
        verb = texts(
            isOfWeek ? "entry.reviseWeek" : isOfPaper ? "entry.keepPaper" : "verb.\(entry.verb)"
        )
        about = About(entry.object, names, rights, texts).parts
        reason = entry.reason.map { Self.reason($0, of: entry, texts) }
        let sealed =
            switch listed.seal {
            case .under: texts("audit.sealed")
            case .waits: texts("audit.waits")
            case .missing: texts("audit.sealMissing")
            }
        seal =
            switch listed.timing {
            case .timely: sealed
            case .late: "\(sealed) · \(texts("audit.late"))"
            case .early: "\(sealed) · \(texts("audit.early"))"
            }
    }

    /// `县卫健委值班管理员（admin）`: accounts are called by their names too, since holders change.
    private static func person(_ account: String, _ display: String?, _ texts: Texts) -> String {
        if let display, display != account { return texts("entry.person", display, account) }
        if account == "setup" { return texts("entry.setup") }
        if account == "system:clock" { return texts("entry.clock") }
        return texts.account(account)
    }

    /// What programs write there is said in words; what people wrote stands as it is.
    private static func reason(_ reason: String, of entry: AuditEntry, _ texts: Texts) -> String {
        switch (entry.verb, reason) {
        case ("login", "password"), ("login", "openid"), ("logout", "another login"): break
        case (_, "restored"), ("change", "carried over"): break
        case ("read", _), ("export", _):
            guard let fields = FormText.fields(Array(reason.utf8)) else { return reason }
            return texts.list(
                fields.map { "\(texts.filterName($0.name)) \(texts.filterValue($0.name, $0.value))" }
            )
        default: return reason
        }
        return texts("entryReason.\(String(reason.map { $0 == " " ? "-" : $0 }))")
    }

    /// The session or token, in words.
    static func via(_ via: String, _ texts: Texts) -> String {
        let parts = via.split(at: ":", atMost: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("session", 2): return texts("entry.session", parts[1])
        case ("token", 2): return texts("entry.token", parts[1])
        case ("shell", 1): return texts("entry.shell")
        case ("clock", 1): return texts("entry.clock")
        case ("closing-order", 2):
            let words = parts[1].split(at: " ", atMost: 1).map(String.init)
            return texts("entry.closingOrder", words[0], words.last ?? "")
        default: return via
        }
    }

    /// What an entry is about, from the kind to what it is called.
    private struct About {
        let key: String
        let names: EntryNames
        let rights: Set<Right>
        let texts: Texts
        private(set) var parts: [Part] = []

        init(_ object: String, _ names: EntryNames, _ rights: Set<Right>, _ texts: Texts) {
            let words = object.split(at: "/", atMost: 1).map(String.init)
            key = words.count > 1 ? words[1] : ""
            (self.names, self.rights, self.texts) = (names, rights, texts)
            guard let kind = words.first.flatMap({ EntryKind(rawValue: $0) }) else {
                parts = [Part(words: object, place: nil)]
                return
            }
            let title = texts("entryKind.\(kind.rawValue)")
            switch kind {
            case .inspection, .draft: parts = visit(title, Link.inspection)
            case .notice: parts = visit(title, Link.notice)
            case .site, .issuance:
                let link = names.site.map { _ in Link.site(key) }
                parts = [
                    part(title),
                    part(names.site.map { texts("entry.named", texts($0.name), key) } ?? key, link),
                ]
            case .gap:
                let words = key.split(at: "/", atMost: 1).map(String.init)
                parts =
                    [
                        part(
                            "\(title) \(words.last ?? "")",
                            words.count == 2 ? Link.gap(words[0], words[1]) : nil
                        )
                    ]
                    + (names.site.map {
                        [part(texts("entry.named", texts($0.name), $0.code), Link.site($0.code))]
                    } ?? [])
            case .township:
                parts = [
                    part(title),
                    part(names.township.map { texts("entry.named", texts($0), key) } ?? key, .townships),
                ]
            case .checklist:
                let words = key.split(at: "/").map(String.init)
                let link = words.count == 2 ? Link.checklist(code: words[0], version: words[1]) : .checklists
                parts = [part(title), part(words.joined(separator: " "), link)]
            case .baseline:
                parts = [part(title), part(key.split(at: "/").joined(separator: " "), .checklists)]
            case .account, .link, .password: parts = [part(title), account(key)]
            case .token:
                let words = key.split(at: "/", atMost: 1).map(String.init)
                parts = [
                    part(words.count == 2 ? texts("entry.tokenNamed", words[1]) : title),
                    account(words.first ?? ""),
                ]
            case .audit:
                parts = [
                    Int(key).map { part(texts("audit.entry", "\($0)"), .auditEntry($0)) }
                        ?? part(key == "heads" ? texts("entry.heads") : title)
                ]
            case .order:
                parts =
                    [part(title, Link.order(key))]
                    + [names.site.map { part(texts($0.name), .site($0.code)) }].compactMap { $0 }
            case .guidance:
                parts =
                    [part(title)]
                    + [names.site.map { part(texts($0.name), .site($0.code)) }].compactMap { $0 }
            case .accountability:
                let id = key.split(at: "/", atMost: 1).first.flatMap { FactID(String($0)) }
                let link = rights.contains(.cases) ? id.map(Link.accountabilityCase) : nil
                parts = [part(title, link)]
            case .register, .county, .database, .letterhead, .evidenceLimit, .infection, .ladder:
                parts = [part(title)]
            case .reminder, .circular, .interview, .proposal: parts = [part(title), part(key)]
            case .closingOrder:
                let link = rights.contains(.manage) ? Link.closingOrder : nil
                parts = [part("\(title) \(key)", link)]
            // A mark that somebody read it is of a revision: `2021-W33/1`.
            case .week, .paper:
                let words = key.split(at: "/").map(String.init)
                parts = [part(title), words.first.flatMap { ISOWeek($0) }.map(week) ?? part(key)]
            case .session, .wait, .key, .lostKey: parts = [part(title), part(key)]
            case .evidence: parts = [part(title), part("\(key.prefix(12))…")]
            case .cadence:
                parts = [part(title), part(SiteKind(rawValue: key).map { texts($0) } ?? key, .planning)]
            case .messages:
                let words = key.split(at: "/", atMost: 1).map(String.init)
                parts = [part(words.first.map { texts("entryMessages.\($0)") } ?? title)]
                if words.count == 2, words[0] == "route" { parts.append(account(words[1])) }
            case .draw: parts = [part(title), part("\(key.prefix(8))…", InspectionID(key).map { .draw($0) })]
            }
            parts = parts.filter { !$0.words.isEmpty }
        }

        private func week(_ week: ISOWeek) -> Part {
            Part(
                words: texts("entry.week", "\(week.year)", "\(week.week)"),
                place: rights.contains(.county) ? Link.week(week).path : nil
            )
        }

        private func part(_ words: String, _ link: Link? = nil) -> Part {
            Part(words: words, place: rights.contains(.read) ? link?.path : nil)
        }

        /// The visit with its day, where, and in which week; of one that the reader may not read, the key's beginning.
        private func visit(_ title: String, _ link: (String) -> Link) -> [Part] {
            let site = names.site.map { part(texts($0.name), .site($0.code)) }
            guard let visit = names.visit else {
                return [part("\(title) \(key.prefix(8))…")] + [site].compactMap { $0 }
            }
            return [part("\(title) \(visit.day)", link("\(visit.id)"))] + [site].compactMap { $0 }
                + [week(ISOWeek(of: visit.day))]
        }

        private func account(_ name: String) -> Part {
            Part(
                words: EntryWords.person(name, names.account, texts),
                place: rights.contains(.manage) ? Link.account(name).path : nil
            )
        }
    }
}

extension Texts {
    /// The roles and duties of an entry in words: `administrator; director T-03` as the record keeps them.
    func roles(_ duty: String) -> String {
        let words = duty.split(at: ";").flatMap { $0.split(at: ",") }.map { String($0).trimmed }
        return list(
            words.map { word in
                if let role = Role(rawValue: word) { return self(role.title) }
                if word == "operator" { return self("entry.operatorRole") }
                let parts = word.split(at: " ", atMost: 1).map(String.init)
                guard parts.count == 2, let held = Responsible(rawValue: parts[0]) else { return word }
                return "\(self(held)) \(parts[1])"
            }
        )
    }

    /// How the form of the record calls what is asked for.
    fileprivate func filterName(_ name: String) -> String {
        ["site", "actor", "kind", "verb", "object", "from", "to"].contains(name)
            ? self("auditFilter.\(name)") : name
    }

    /// What was asked for there: kinds and verbs in words, the rest as it was typed.
    fileprivate func filterValue(_ name: String, _ value: String) -> String {
        switch name {
        case "kind" where EntryKind(rawValue: value) != nil: self("entryKind.\(value)")
        case "verb" where Store.verbs.contains(value): self("verb.\(value)")
        default: value
        }
    }
}
