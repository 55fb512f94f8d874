import Compliance
import Store

/// What a page says of a sealed week beside its figures: which report it is, its summary, what the commission owes, and
/// what ties it to the record.
struct SealedWeekLines: Sendable {
    let label: String
    let cutOff: String
    let closed: String
    let digest: String
    let liveAddress: String
    /// The API's answer: the sealed bytes.
    let bytesAddress: String
    let revisions: [RevisionLine]
    let hasRevisions: Bool
    /// Why it was revised; nil for the first.
    let reason: String?
    let difference: WeekDifference?
    let summary: WeekSummary
    let papers: WeekPaperLines
    /// Who has read it, and who has not.
    let readers: WeekReaderLines
    /// Which weeks of the trend are not sealed; nil where all are.
    let unsealed: String?
    let owedVisits: [MissingLine]
    let owedVisitsLabel: String
    let hasOwedVisits: Bool
    let rechecks: [RecheckLine]
    let rechecksLabel: String
    let hasRechecks: Bool
    let previous: String
    let previousAddress: String?
    let record: String
    /// The signed head as it was printed then.
    let head: String?
    let counted: [CountedLine]
    let countedLabel: String
    let hasCounted: Bool
    let leftOut: [String]
    let hasLeftOut: Bool

    /// One of the revisions of the week.
    struct RevisionLine: Sendable {
        let wording: String
        let address: String
        let isShown: Bool
    }

    /// An item that nobody checked at a site's last visit.
    struct RecheckLine: Sendable {
        let site: String
        let item: String
        let text: String
        let severity: String
        let severityCode: String
        let address: String
    }

    /// An inspection that the report counts.
    struct CountedLine: Sendable {
        let site: String
        let id: String
        let address: String
        let digest: String
    }

    init(
        _ sealed: SealedWeek,
        _ all: [WeekRevision],
        _ papers: WeekPaperLines,
        _ readers: WeekReaderLines,
        _ figures: WeekFigures,
        _ texts: Texts
    ) {
        self.papers = papers
        self.readers = readers
        let (report, content) = (sealed.report, sealed.report.content)
        label = texts(
            "week.sealedAs",
            texts(report.countyName),
            "\(report.revision)",
            "\(report.week.year)",
            "\(report.week.week)"
        )
        cutOff = report.cutOff.shanghai
        let (by, at) = (texts.account(sealed.revision.closedBy), sealed.revision.closedAt.shanghai)
        closed =
            sealed.revision.closingOrder.map { texts("week.closedByOrder", "\($0)", by, at) }
            ?? texts("week.closedBy", by, at)
        digest = sealed.revision.digest
        liveAddress = Link.liveWeek(report.week).path
        bytesAddress = Link.weekReport(report.week).api + "?revision=\(report.revision)"
        revisions = all.map { revision in
            RevisionLine(
                wording: texts("week.revision", "\(revision.number)"),
                address: Link.week(report.week).path + "?revision=\(revision.number)",
                isShown: revision.number == report.revision
            )
        }
        hasRevisions = all.count > 1
        reason = report.reason.map { texts("week.revisedFor", $0) }
        difference =
            report.revision > 1 ? WeekDifference(report.changes, report.causes, texts) : nil
        summary = WeekSummary(report, figures, texts)
        let missing = content.trend.filter { $0.figures == nil }.map { "\($0.week)" }
        unsealed = missing.isEmpty ? nil : texts("week.unsealed", texts.list(missing))
        owedVisits = MissingLine.all(figures.ranking + figures.countySites, figures, texts)
        owedVisitsLabel = texts("week.owedVisits", "\(owedVisits.count)")
        hasOwedVisits = !owedVisits.isEmpty
        rechecks = content.rechecks.map { RecheckLine($0, in: content, texts) }
        rechecksLabel = texts("week.rechecks", "\(rechecks.count)")
        hasRechecks = !rechecks.isEmpty
        previous =
            report.previous.map {
                texts("week.goesOnFrom", "\($0.week)", "\($0.revision)", $0.digest)
            } ?? texts("week.goesOnFromNone")
        previousAddress = report.previous.map { Link.week($0.week).path + "?revision=\($0.revision)" }
        record =
            report.head.map { texts("week.root", "\($0.size)", $0.root) } ?? texts("week.noRoot")
        head = report.head?.head
        counted = content.inspections.map { one in
            CountedLine(
                site: one.site,
                id: "\(one.id)",
                address: Link.inspection("\(one.id)").path,
                digest: one.digest
            )
        }
        countedLabel = texts("week.counted", "\(counted.count)")
        hasCounted = !counted.isEmpty
        leftOut = content.leftOut
        hasLeftOut = !leftOut.isEmpty
    }
}

extension SealedWeekLines.RecheckLine {
    init(_ one: WeeklyReport.Recheck, in content: WeeklyReport.Content, _ texts: Texts) {
        site = content.site(one.site).map { texts($0.name) } ?? one.site
        item = one.item
        text = texts(one.text)
        severity = texts(one.severity)
        severityCode = one.severity.rawValue
        address = Link.inspection("\(one.inspection)").path + "#item-\(one.item)"
    }
}
