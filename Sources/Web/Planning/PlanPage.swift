import Compliance
import Store

/// What the reader may do next: the visits of today that were drawn, sites that are due, and what waits to be verified.
struct PlanPage: Page {
    static let template = "plan"

    let drawn: [DrawnLine]
    let hasDrawn: Bool
    let dueLabel: String
    let due: [DueLine]
    let hasDue: Bool
    let verifyLabel: String
    let verifications: [VerifyLine]
    let hasVerifications: Bool

    /// A visit of today.
    struct DrawnLine: Sendable {
        let name: String
        let address: String
        let inspectors: String
        /// Who was drawn too and does not go.
        let absent: String?
        let inspectAddress: String
    }

    struct DueLine: Sendable {
        let name: String
        let address: String
        let lastVisit: String
        let isBelow: Bool
        let dueOn: String
        let late: String?
    }

    struct VerifyLine: Sendable {
        let item: String
        let address: String
        let name: String
        let since: String
    }

    init(_ plan: InspectorPlan, _ texts: Texts) {
        drawn = plan.drawn.map {
            DrawnLine(
                name: texts($0.siteName),
                address: Link.site($0.site).path,
                inspectors: texts("plan.going", texts.list($0.inspectors)),
                absent: $0.absent.isEmpty ? nil : texts("plan.absent", texts.list($0.absent)),
                inspectAddress: Link.inspect($0.site).path
            )
        }
        hasDrawn = !drawn.isEmpty
        dueLabel = texts("plan.due", "\(plan.dueTotal)")
        due = plan.due.map {
            DueLine(
                name: texts($0.siteName),
                address: Link.site($0.site).path,
                lastVisit: $0.lastVisit.map { "\($0)" } ?? texts("schedule.never"),
                isBelow: $0.isBelow,
                dueOn: "\($0.dueOn)",
                late: $0.daysLate > 0 ? texts("schedule.late", "\($0.daysLate)") : nil
            )
        }
        hasDue = !due.isEmpty
        verifyLabel = texts("plan.verify", "\(plan.verificationTotal)")
        verifications = plan.verifications.map {
            VerifyLine(
                item: $0.item,
                address: Link.gap($0.site, $0.item).path,
                name: texts($0.siteName),
                since: "\($0.since)"
            )
        }
        hasVerifications = !verifications.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("plan.title") }
}
