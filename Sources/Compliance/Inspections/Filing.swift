package import StrictJSON

/// One inspection as an inspector sends it, sound in itself and against the standard of its day (`domain.md` §5).
package struct Filing: Sendable, Hashable {
    package let id: InspectionID
    /// The code of the site.
    package let site: String
    /// The series of the checklist, e.g. `township-isolation`.
    package let checklist: String
    /// The version the inspector had in hand; nil for the one in force on the day of the visit.
    package let version: String?
    package let kind: InspectionKind
    /// One or two, as they sign.
    package let inspectors: [String]
    /// Who of the site went along.
    package let escort: String
    package let startedAt: Instant
    package let finishedAt: Instant
    package let sheet: AnswerSheet
    /// Why what was doubtful about the visit is so.
    package var confirmations: Confirmations = [:]
    /// What this corrects; nil for a first filing.
    package let revises: Revises?

    /// A correction: of which inspection, why, and by whom.
    package struct Revises: Sendable, Hashable {
        package let inspection: InspectionID
        package let reason: String
        package let by: String
    }

    /// The day it was finished, in Asia/Shanghai.
    package var visitDate: Day { sheet.visitDate }

    /// How far a phone's clock may be ahead of the server's, in seconds (`domain.md` §5).
    package static let secondsAhead = 600

    /// A moment of the visit as it counts: as it was said, but not after the filing was received, where it is no further
    /// ahead than a phone's clock may be.
    package static func counted(_ said: Instant, receivedAt: Instant) -> Instant {
        said > receivedAt.adding(seconds: secondsAhead) ? said : min(said, receivedAt)
    }

    /// Hours after the visit until which a filing is in time: two days allow for places without a signal.
    package static let hoursInTime = 48

    /// Whether it came in late; it keeps its visit date all the same (`domain.md` §5).
    package func isLate(receivedAt: Instant) -> Bool {
        Self.isLate(finishedAt: finishedAt, receivedAt: receivedAt)
    }

    package static func isLate(finishedAt: Instant, receivedAt: Instant) -> Bool {
        receivedAt > finishedAt.adding(seconds: hoursInTime * 3600)
    }

    /// The filing in canonical form: the same content gives the same tree, however it was spelt when it came.
    package var node: Node {
        .object([
            ("id", .string("\(id)")),
            ("site", .string(site)),
            ("checklist", .string(checklist)),
            ("version", version.map(Node.string)),
            ("kind", .string(kind.rawValue)),
            ("inspectors", .array(inspectors.map(Node.string))),
            ("escort", .string(escort)),
            ("startedAt", .string("\(startedAt)")),
            ("finishedAt", .string("\(finishedAt)")),
            ("revises", revises?.node),
            ("facts", sheet.factsNode),
            ("answers", sheet.answersNode),
            ("confirmations", confirmations.node),
        ])
    }

    /// SHA-256 of the canonical form, which tells a retry from a conflict; lower-case hex.
    package var digest: String { node.digest }
}

extension Filing.Revises {
    fileprivate var node: Node {
        .object([
            ("inspection", .string("\(inspection)")), ("reason", .string(reason)), ("by", .string(by)),
        ])
    }
}
