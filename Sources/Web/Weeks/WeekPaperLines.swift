import Compliance
import Papers
import Store

/// The files of a closed week, as its page offers them.
struct WeekPaperLines: Sendable {
    let links: [FileLink]
    /// For each duty and department what it has to mend.
    let shares: [Share]
    let hasShares: Bool
    /// Which PDF is kept, or that none is.
    let kept: String
    /// Its SHA-256.
    let paperDigest: String?
    /// Where it is made and kept from here; nil where it is, and for whoever may not.
    let keepAddress: String?

    struct Share: Sendable {
        let whose: String
        let links: [FileLink]
    }

    init(_ report: WeeklyReport, _ kept: WeekPaper?, mayKeep: Bool, _ texts: Texts) {
        links = FileLink.all(
            texts,
            at: { Link.weekPaper(report.week, $0) },
            query: "?revision=\(report.revision)"
        )
        shares = report.shares.map { share in
            Share(
                whose: texts("week.share", texts(share.responsible), "\(share.count)"),
                links: FileLink.all(
                    texts,
                    [.pdf, .docx, .xlsx],
                    at: { Link.weekPaper(report.week, $0) },
                    query: "?revision=\(report.revision)&responsible=\(share.responsible.rawValue)"
                )
            )
        }
        hasShares = !shares.isEmpty
        self.kept =
            kept.map {
                texts(
                    "week.paperKept",
                    $0.keptAt.shanghai,
                    texts.account($0.keptBy),
                    "\(($0.size + 1023) / 1024)"
                )
            } ?? texts("week.paperNotKept")
        paperDigest = kept?.digest
        keepAddress =
            mayKeep && kept == nil
            ? Link.keepWeekPaper(report.week).path + "?revision=\(report.revision)" : nil
    }
}
