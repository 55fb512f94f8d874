import AuditLog
import Compliance
import HTTPServer
import StrictJSON

/// The document of a filing as the plain form writes it. Whatever was entered stays in it, right or wrong, so that it
/// can be kept as a draft, refused by name, and shown again.
enum FormDocument {
    /// Reads the fields against the checklist they are entered for. The version is left out: the day of the visit
    /// says which one holds.
    static func node(_ fields: FormFields, site: String, _ checklist: Checklist) -> Node {
        .object([
            ("id", fields.one("id").map(Node.string)),
            ("site", .string(site)),
            ("checklist", .string(checklist.code)),
            ("kind", fields.one("kind").map(Node.string)),
            ("inspectors", .array(fields.all("inspector").map(Node.string))),
            ("escort", fields.one("escort").map(Node.string)),
            ("startedAt", fields.one("startedAt").map(time)),
            ("finishedAt", fields.one("finishedAt").map(time)),
            ("facts", facts(fields, checklist)),
            ("answers", answers(fields, checklist)),
            ("confirmations", confirmations(fields)),
            ("revises", revises(fields)),
        ])
    }

    private static func facts(_ fields: FormFields, _ checklist: Checklist) -> Node {
        let types = Dictionary(checklist.facts.map { ($0.name, $0.type) }) { first, _ in first }
        return .object(
            fields.names(after: "fact.")
                .map { name in
                    let text = fields.one("fact.\(name)")
                    if case .number = types[name] { return (name, text.map(FormNumber.node)) }
                    return (name, text.map(Node.string))
                }
        )
    }

    private static func answers(_ fields: FormFields, _ checklist: Checklist) -> Node {
        let types = Dictionary(checklist.items.map { ($0.code, $0.answer) }) { first, _ in first }
        let codes = fields.names(
            after: "answer.",
            "na.",
            "deduct.",
            "further.",
            "note.",
            "evidence.",
            "fixed."
        )
        return .object(codes.map { ($0, FormEntry(fields, $0).node(for: types[$0])) })
    }

    /// What is entered for items and not used as things are chosen now, by the item's code; nil where there is none.
    static func aside(_ fields: FormFields) -> Node? {
        let unused = fields.names(after: "reason.", "given.")
            .compactMap { code in FormEntry(fields, code).unused.map { (code, $0 as Node?) } }
        return unused.isEmpty ? nil : .object(unused)
    }

    /// What a draft keeps for every item, used or not, by the item's code.
    static func entries(_ kept: Node) -> [String: FormEntry] {
        let answers = (kept["answers"]?.object ?? []).map { ($0.name, FormEntry($0.value)) }
        var entries = Dictionary(answers) { first, _ in first }
        for unused in kept["aside"]?.object ?? [] {
            entries[unused.name, default: FormEntry(nil)].bringBack(unused.value)
        }
        return entries
    }

    /// What files are called that answers name, by digest: kept with the draft, for whoever fills it in, and no part of what is
    /// filed. A name is what somebody's device sent: of those files alone, cut, and without what does not show.
    static func names(_ fields: FormFields) -> Node? {
        let named = fields.names(after: "evidence.")
            .flatMap { (fields.one("evidence.\($0)") ?? "").split(where: \.properties.isWhitespace) }
        let names = Set(named.compactMap { Hash(hex: $0.lowercased())?.hex }).sorted()
            .compactMap { digest in
                fields.one("filename.\(digest)").map { (digest, Node.string($0.shown) as Node?) }
            }
        return names.isEmpty ? nil : .object(names)
    }

    /// The same of a draft.
    static func names(ofDraft kept: Node) -> [String: String] {
        let names = (kept["names"]?.object ?? [])
            .compactMap { one in one.value.string.map { (one.name, $0.shown) } }
        return Dictionary(names) { first, _ in first }
    }

    /// The reasons given for what was doubtful, by the code of the question.
    private static func confirmations(_ fields: FormFields) -> Node? {
        let reasons = fields.names(after: "confirm.")
            .compactMap { code in fields.one("confirm.\(code)").map { (code, Node.string($0) as Node?) } }
        return reasons.isEmpty ? nil : .object(reasons)
    }

    /// The same with what a draft keeps beside it: the version that it was begun for, the one that it was shown for,
    /// whether its writer said then to have seen what that does not ask any more, what is entered but not used, and what files
    /// are called.
    static func draft(
        _ document: Node,
        begun: String,
        shown: String,
        isSeen: Bool,
        aside: Node?,
        names: Node?
    ) -> Node {
        .object(
            (document.object ?? []).map { ($0.name, $0.value) }
                + [
                    ("version", .string(begun)), ("shown", .string(shown)),
                    ("seen", isSeen ? .string(shown) : nil), ("aside", aside), ("names", names),
                ]
        )
    }

    /// The filing that a draft keeps, without what stands beside it.
    static func filing(ofDraft kept: Node) -> Node { leaving(versions + ["aside", "names"], of: kept) }

    private static let versions = ["version", "shown", "seen"]

    private static func leaving(_ names: [String], of node: Node) -> Node {
        .object((node.object ?? []).filter { !names.contains($0.name) }.map { ($0.name, $0.value) })
    }

    /// A new form: whoever opened it is the inspector, and the visit begins when it was opened, which its id says.
    static func new(_ id: InspectionID, by display: String?, at now: Instant) -> Node {
        .object([
            ("id", .string("\(id)")),
            ("inspectors", .array([display].compactMap { $0.map(Node.string) })),
            ("startedAt", .string("\(min(id.minute, now))")),
        ])
    }

    /// The same under another id.
    static func kept(_ kept: Node, under id: InspectionID) -> Node {
        .object(
            [("id", .string("\(id)"))] + (leaving(["id"], of: kept).object ?? []).map { ($0.name, $0.value) }
        )
    }

    /// Whether nothing is entered but what a new form brings along.
    static func isNew(_ document: Node, _ id: InspectionID, by display: String?, at now: Instant) -> Bool {
        let new = new(id, by: display, at: now)
        let isEmpty =
            ["escort", "finishedAt", "confirmations", "revises", "aside"].allSatisfy { document[$0] == nil }
            && ["facts", "answers"].allSatisfy { document[$0]?.object?.isEmpty != false }
        return isEmpty && [nil, InspectionKind.routine.rawValue].contains(document["kind"]?.string)
            && document["inspectors"] == new["inspectors"]
            && document["startedAt"]?.string.flatMap { Instant($0) }
                == new["startedAt"]?.string.flatMap { Instant($0) }
    }

    private static func revises(_ fields: FormFields) -> Node? {
        guard let inspection = fields.one("revises") else { return nil }
        return .object([
            ("inspection", .string(inspection)),
            ("reason", fields.one("revises-reason").map(Node.string)),
            ("by", fields.one("revises-by").map(Node.string)),
        ])
    }

    /// `2021-08-18T09:00` of a form, with seconds or without, is a time in Asia/Shanghai; what is none stays as it is.
    private static func time(_ text: String) -> Node {
        let zoned = text + (text.utf8.count == 16 ? ":00" : "") + "+08:00"
        return .string(Instant(zoned) == nil ? text : zoned)
    }

    /// The time as the form's field takes it, with seconds where there are any, so that sending it back unchanged
    /// changes nothing; what is no time is shown as it is.
    static func fieldTime(_ node: Node?) -> String {
        guard let text = node?.string else { return "" }
        guard let instant = Instant(text) else { return text }
        let minute = instant.shanghai.escaping { $0 == " " ? "T" : nil }
        // Shanghai is whole hours ahead: the seconds are those of UTC.
        let seconds = "\(instant)".dropFirst(16).dropLast()
        return seconds == ":00" ? minute : minute + seconds
    }

    /// The day of the visit as it counts, received then; nil where the document has no time to go by.
    static func visitDay(_ document: Node, receivedAt: Instant) -> Day? {
        document["finishedAt"]?.string.flatMap { Instant($0) }
            .map { Day(Filing.counted($0, receivedAt: receivedAt)) }
    }

    /// The same of the fields.
    static func visitDay(_ fields: FormFields, receivedAt: Instant) -> Day? {
        visitDay(.object([("finishedAt", fields.one("finishedAt").map(time))]), receivedAt: receivedAt)
    }

    /// The filing of an inspection as the beginning of its correction, under a new id.
    static func correction(of filing: Node, inspection: String, id: String) -> Node {
        let kept = leaving(["id", "revises"] + versions, of: filing).object ?? []
        return .object(
            [("id", .string(id))] + kept.map { ($0.name, $0.value) }
                + [("revises", .object([("inspection", .string(inspection))]))]
        )
    }
}

extension InspectionID {
    /// The minute in which it was made (RFC 9562, version 7: the first 48 bits are the time in milliseconds).
    var minute: Instant {
        let digits = description.unicodeScalars.filter { $0 != "-" }.prefix(12)
        let milliseconds = Int(String(String.UnicodeScalarView(digits)), radix: 16) ?? 0
        return Instant(microseconds: milliseconds / 60_000 * 60_000_000)
    }
}
