import AuditLog
import Compliance
import Mustache
import Store
import StrictJSON

/// A section of the form.
struct FormSection: Sendable {
    let id: String
    let title: String
    let count: Int
    let items: [FormItem]

    init(
        _ section: Section,
        _ entries: [String: FormEntry],
        _ standard: Standard,
        _ bounds: [String: Outcome.Required],
        added: Set<String>,
        own: [Hash: OwnEvidence],
        names: [String: String],
        _ found: FormProblems,
        _ texts: Texts
    ) {
        id = "section-\(section.code)"
        title = "\(section.code) \(texts(section.title))"
        count = section.items.count
        items = section.items.map {
            let isAdded = added.contains($0.code)
            let (entry, bound) = (entries[$0.code] ?? FormEntry(nil), bounds[$0.code])
            return FormItem(
                $0,
                entry,
                standard,
                bound,
                isAdded: isAdded,
                own: own,
                names: names,
                found,
                texts
            )
        }
    }
}

/// One item of the form: what is asked, how to check it, and what was entered.
struct FormItem: Sendable {
    let code: String
    let text: String
    let severity: String
    let severityCode: String
    let guidance: String?
    let method: String
    let minimum: String
    let clause: String
    let control: Control
    let deductions: [DeductionBox]
    let isGraded: Bool
    let further: String
    /// The points that a program gave; nil where none did.
    let given: String?
    let allowsNotApplicable: Bool
    /// Not applicable as a box of its own, where there is nothing to choose among.
    let hasNotApplicableBox: Bool
    let isNotApplicable: Bool
    let notApplicable: String
    let reason: String
    /// Whether a reason stands there without anybody having said that it does not apply.
    let isReasonUnused: Bool
    let note: String
    let proof: String
    /// What that names, with what has arrived of it.
    let files: [NamedFile]
    let hasFiles: Bool
    let fixedOnSpot: Bool
    let hasMore: Bool
    /// Whether the version that the form was begun for does not ask it.
    let isAdded: Bool
    let errors: [String]
    let hasErrors: Bool

    /// A deduction to tick.
    struct DeductionBox: Sendable {
        let id: String
        let value: String
        let wording: String
        let isTicked: Bool
    }

    init(
        _ item: Item,
        _ entry: FormEntry,
        _ standard: Standard,
        _ bound: Outcome.Required?,
        isAdded: Bool,
        own: [Hash: OwnEvidence],
        names: [String: String],
        _ found: FormProblems,
        _ texts: Texts
    ) {
        self.isAdded = isAdded
        code = item.code
        text = texts(item.text)
        severity = texts(item.severity)
        severityCode = item.severity.rawValue
        guidance = item.guidance.map { texts($0) }
        method = texts.list(item.check.map { texts($0) })
        // Facts change while the form is filled in, so what they come to stands beside how it is worked out.
        minimum =
            texts.required(nil, item, standard)
            + (bound.map { texts("form.asEntered", texts(item.words(for: $0))) } ?? "")
        let source = standard.source(item.citation.source).map { texts($0.title) } ?? item.citation.source
        clause = "\(source) \(item.citation.clause) · \(texts(item.citation.verified))"
        notApplicable = texts(Outcome.Status.notApplicable)
        var extra = [("", texts(Outcome.Status.notChecked))]
        given = entry.given.isEmpty ? nil : entry.given
        if let given { extra.append(("given", texts("form.given", given))) }
        if item.allowsNotApplicable { extra.append(("notApplicable", notApplicable)) }
        let chosen =
            entry.isNotApplicable
            ? "notApplicable" : entry.isGraded ? "graded" : entry.isGiven ? "given" : entry.answer
        control = Control(
            item.answer,
            entry.answer,
            id: "a-\(item.code)",
            extra: extra,
            chosen: chosen,
            texts
        )
        if case .graded(_, let all) = item.answer {
            isGraded = true
            deductions = all.map {
                DeductionBox(
                    id: "d-\(item.code)-\($0.code)",
                    value: $0.code,
                    wording: "\(texts($0.title)) −\($0.points.points)",
                    isTicked: entry.deductions.contains($0.code)
                )
            }
        } else {
            isGraded = false
            deductions = []
        }
        further = entry.further
        allowsNotApplicable = item.allowsNotApplicable
        hasNotApplicableBox = item.allowsNotApplicable && control.input != nil
        isNotApplicable = entry.isNotApplicable
        reason = entry.reason
        isReasonUnused = !reason.isEmpty && !isNotApplicable
        note = entry.note
        proof = entry.evidence.joined(separator: " ")
        files = entry.evidence.map { NamedFile($0, own, names, texts) }
        hasFiles = !files.isEmpty
        fixedOnSpot = entry.fixedOnSpot
        errors = found.at("item-\(item.code)")
        // What is wrong may be in there.
        hasMore = !note.isEmpty || !proof.isEmpty || fixedOnSpot || !errors.isEmpty
        hasErrors = !errors.isEmpty
    }
}

extension FormItem: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "code": code
        case "text": text
        case "severity": severity
        case "severityCode": severityCode
        case "guidance": guidance
        case "method": method
        case "minimum": minimum
        case "clause": clause
        case "control": control
        case "deductions": deductions
        case "isGraded": isGraded
        case "further": further
        case "given": given
        case "allowsNotApplicable": allowsNotApplicable
        case "hasNotApplicableBox": hasNotApplicableBox
        case "isNotApplicable": isNotApplicable
        case "notApplicable": notApplicable
        case "reason": reason
        case "isReasonUnused": isReasonUnused
        case "note": note
        case "proof": proof
        case "files": files
        case "hasFiles": hasFiles
        case "fixedOnSpot": fixedOnSpot
        case "hasMore": hasMore
        case "isAdded": isAdded
        case "errors": errors
        case "hasErrors": hasErrors
        default: nil
        }
    }
}
