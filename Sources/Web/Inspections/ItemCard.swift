import Compliance
import Mustache
import Store

/// One item of a filed inspection: what was asked and found, what it earned, and what it stands on.
struct ItemCard: Sendable {
    let code: String
    let text: String
    let severity: String
    let severityCode: String
    let status: String
    let statusCode: String
    let required: String
    let observed: String
    let earned: String
    let attainable: String
    let note: String?
    let proof: [ProofLine]
    /// That evidence of it is still to come; nil where none is.
    let pendingProof: String?
    let responsible: String
    let basis: Basis
    /// What makes it a gap; nil for an item that does not fall short.
    let gap: GapPart?

    init(_ item: Item, _ outcome: Outcome, _ gap: GapPart?, _ context: InspectionPage.Context) {
        let (texts, answer) = (context.texts, context.record.filing.sheet.answers[item.code])
        code = item.code
        text = texts(item.text)
        severity = texts(item.severity)
        severityCode = item.severity.rawValue
        status = texts(outcome.status)
        statusCode = outcome.status.rawValue
        required = texts.required(outcome, item, context.record.standard)
        observed =
            outcome.status == .notInScope
            ? texts(Outcome.Status.notInScope) : texts.observed(answer?.value, item)
        earned = outcome.earned.points
        attainable = outcome.attainable.points
        note = answer?.note
        let named = context.record.evidence.named.filter { $0.item == item.code }
        proof = (answer?.evidence ?? []).enumerated()
            .map { index, reference in
                ProofLine(reference, named.first { $0.index == index }, context.record.filing.id)
            }
        pendingProof =
            named.contains(where: \.isPending)
            ? texts(gap?.fixedOnSpot == nil ? "inspection.pending" : "inspection.pendingFixed") : nil
        responsible = texts(item.responsible)
        basis = Basis(item, context.record.standard, texts)
        self.gap = gap
    }
}

/// One reference of an answer; a picture that is here shows as a small copy, which leads to the larger one.
struct ProofLine: Sendable {
    let reference: String
    let thumbnailAddress: String?
    let copyAddress: String?

    init(_ reference: String, _ named: NamedEvidence?, _ inspection: InspectionID) {
        self.reference = reference
        guard let named, case .here(let file) = named.state, file.kind.isPicture else {
            (thumbnailAddress, copyAddress) = (nil, nil)
            return
        }
        if case .refused = file.picture {
            (thumbnailAddress, copyAddress) = (nil, nil)
        } else {
            let place = EvidencePlace(inspection: inspection, item: named.item, index: named.index)
            thumbnailAddress = Link.evidenceThumbnail(at: place).path
            copyAddress = Link.evidenceCopy(at: place).path
        }
    }
}

/// What a gap adds to an item.
struct GapPart: Sendable {
    let isNotChecked: Bool
    let lost: String
    let shortfall: String?
    let recurrence: String
    let recurrenceCode: String
    let deadline: String
    let owner: String
    let fixedOnSpot: String?
    /// What closing this gap alone would do.
    let ifClosed: String
    /// The life of the gap; nil where none began here, or the visit counts nowhere.
    let lifeAddress: String?

    init(_ gap: Gap, _ item: Item, _ context: InspectionPage.Context) {
        let (texts, record) = (context.texts, context.record)
        isNotChecked = gap.status == .notChecked
        lost = gap.pointsLost.points { record.standard.shownPoints(lost: $0) }
        shortfall = texts.shortfall(gap.shortfall, item)
        let recurrence = record.recurrence[gap.item] ?? .new
        self.recurrence = texts(recurrence)
        recurrenceCode = recurrence.rawValue
        let (own, binding) = (gap.deadline(from: record.finishedAt), record.deadline(of: gap))
        deadline =
            record.isMended(gap)
            ? "–"
            : record.movedDeadlines[gap.item] != nil
                ? texts("gap.moved", binding.shanghai)
                : binding < own
                    ? texts("gap.sinceBefore", binding.shanghai)
                    : texts("gap.within", gap.deadlineHours.points, own.shanghai)
        owner = texts.list(
            record.postings.filter { $0.duty == gap.responsible }.map(\.person),
            orElse: "gap.nobody"
        )
        fixedOnSpot = gap.fixedOnSpot ? texts("gap.fixed") : nil
        let isOrder = gap.status == .notMet && !record.isMended(gap)
        lifeAddress =
            isOrder && record.withdrawal == nil && record.revisedBy == nil
            ? Link.gap(record.site.code, gap.item).path : nil
        ifClosed = texts(
            "gap.ifClosed",
            gap.ifClosed.score.map { record.standard.shown(score: $0, of: record.result.attainable) } ?? "–",
            context.grade(gap.ifClosed.grade) ?? texts("grade.none")
        )
    }
}

extension ItemCard: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "code": code
        case "text": text
        case "severity": severity
        case "severityCode": severityCode
        case "status": status
        case "statusCode": statusCode
        case "required": required
        case "observed": observed
        case "earned": earned
        case "attainable": attainable
        case "note": note
        case "proof": proof
        case "pendingProof": pendingProof
        case "responsible": responsible
        case "basis": basis
        case "gap": gap
        default: nil
        }
    }
}
