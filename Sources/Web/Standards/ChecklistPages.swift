import Compliance
import Mustache
import Store

/// Every checklist and baseline that was published, newest versions first.
struct ChecklistsPage: Page {
    static let template = "checklists"

    let checklists: [ChecklistLine]
    let hasChecklists: Bool
    let baselines: [BaselineLine]
    let hasBaselines: Bool

    init(_ checklists: [PublishedChecklist], _ baselines: [PublishedBaseline], _ texts: Texts) {
        self.checklists = checklists.map { ChecklistLine($0, texts) }
        hasChecklists = !checklists.isEmpty
        self.baselines = baselines.map { BaselineLine($0, texts) }
        hasBaselines = !baselines.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("checklists.title") }
}

/// One published version of a checklist.
struct ChecklistLine: Sendable {
    let title: String
    let address: String
    let kind: String
    let version: String
    let from: String
    let items: Int
    let digest: String

    init(_ checklist: PublishedChecklist, _ texts: Texts) {
        title = texts(checklist.title)
        address = Link.checklist(code: checklist.code, version: checklist.version).path
        kind = texts(checklist.siteKind)
        version = checklist.version
        from = "\(checklist.effectiveFrom)"
        items = checklist.items
        digest = String(checklist.digest.prefix(12))
    }
}

/// One published version of a baseline.
struct BaselineLine: Sendable {
    let title: String
    let version: String
    let from: String
    let parameters: Int
    let digest: String

    init(_ baseline: PublishedBaseline, _ texts: Texts) {
        title = texts(baseline.title)
        version = baseline.version
        from = "\(baseline.effectiveFrom)"
        parameters = baseline.parameters
        digest = String(baseline.digest.prefix(12))
    }
}

/// One version of a checklist as the public reads and prints it.
struct ChecklistPage: Page {
    static let template = "checklist"

    let title: String
    let kind: String
    let particulars: [LabelledValue]
    let verifiedCount: String
    let hasUnread: Bool
    let grades: [GradeRuleLine]
    let conditions: [Condition]
    let hasConditions: Bool
    let sections: [Part]
    let parameters: [ParameterLine]

    /// A condition that facts and answers are held against.
    struct Condition: Sendable {
        let kind: String
        let message: String
        /// What must hold.
        let words: String
    }

    /// A section with its items.
    struct Part: Sendable {
        let id: String
        let title: String
        let items: [PublicItem]
    }

    init(_ standard: Standard, _ texts: Texts) {
        let (list, baseline) = (standard.checklist, standard.baseline)
        title = texts(list.title)
        kind = texts(list.siteKind)
        let read = list.items.count { $0.citation.verified == .read }
        verifiedCount = texts("checklist.read", "\(read)", "\(list.items.count)")
        hasUnread = read < list.items.count
        let entries = [
            ("checklist.version", list.version), ("checklist.from", "\(list.effectiveFrom)"),
            ("checklist.items", "\(list.items.count)"),
            ("checklist.points", list.items.reduce(.zero) { $0 + $1.points }.points),
            ("checklist.baseline", "\(texts(baseline.title)) \(baseline.version)"),
            ("checklist.digest", standard.checklistDigest),
        ]
        particulars = entries.map { LabelledValue(label: texts($0), wording: $1) }
        grades = list.grades.map { GradeRuleLine($0, standard.words, isGiven: false, unknown: nil, texts) }
        conditions = list.constraints.map {
            Condition(
                kind: texts($0.kind.title),
                message: texts($0.message),
                words: texts(standard.words.condition(of: $0))
            )
        }
        hasConditions = !conditions.isEmpty
        sections = list.sections.map { section in
            Part(
                id: "section-\(section.code)",
                title: "\(section.code) \(texts(section.title))",
                items: section.items.map { PublicItem($0, standard, texts) }
            )
        }
        parameters = baseline.parameters.map { ParameterLine($0, standard, texts) }
    }

    func windowTitle(_ texts: Texts) -> String { title }
}

/// An item as the public reads it.
struct PublicItem: Sendable {
    let code: String
    let text: String
    let guidance: String?
    let severity: String
    let severityCode: String
    let points: String
    let minimum: String
    let responsible: String
    let proof: String
    let basis: Basis

    init(_ item: Item, _ standard: Standard, _ texts: Texts) {
        code = item.code
        text = texts(item.text)
        guidance = item.guidance.map { texts($0) }
        severity = texts(item.severity)
        severityCode = item.severity.rawValue
        points = item.points.points
        minimum = texts.required(nil, item, standard)
        responsible = texts(item.responsible)
        proof = texts.list(item.evidence.map { texts($0) }, orElse: "checklist.noEvidence")
        basis = Basis(item, standard, texts)
    }
}

/// Looked up by name, without reflection: a checklist has a hundred and more.
extension PublicItem: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "code": code
        case "text": text
        case "guidance": guidance
        case "severity": severity
        case "severityCode": severityCode
        case "points": points
        case "minimum": minimum
        case "responsible": responsible
        case "proof": proof
        case "basis": basis
        default: nil
        }
    }
}
