package import ChecklistFiles
package import Compliance
import HTTPServer
package import Store
package import StrictJSON

/// Visits of an office's files, judged one by one, and filed where that is asked for: each is one act, so that the good ones go
/// in while the bad ones are named; and the same file once more files nothing twice.
package struct VisitImport: Sendable {
    /// The most problems that are named.
    package static let mostNamed = 1000

    /// Visits that are new, that were on record with the same content, and that were refused.
    package internal(set) var new = 0
    package internal(set) var known = 0
    package internal(set) var refused = 0
    package internal(set) var problems: [Problem] = []
    /// How many more there were.
    package internal(set) var unsaid = 0
    package let setAside: [SetAside]
    /// The new ones so far, which later rows may correct though nothing was written.
    private var ids: Set<String> = []

    package var isClear: Bool { problems.isEmpty }

    package var json: Node {
        .object([
            ("new", .number(new)), ("known", .number(known)), ("refused", .number(refused)),
            ("problems", .array(problems.map(\.node))), ("unsaid", .number(unsaid)),
            ("setAside", .array(setAside.map { $0.message.json })),
        ])
    }

    init(setAside: [SetAside]) { self.setAside = setAside }

    /// Judges the visits of the table in their order, and files those that are good where `isWriting`; `tell` is told how many
    /// have been looked at. Throws where the store does not answer: what was filed until then is filed.
    package init(
        _ table: VisitTable,
        in store: Store,
        isWriting: Bool,
        now: () -> Instant,
        _ tell: (Int) -> Void = { _ in }
    ) async throws {
        self.init(setAside: table.setAside)
        name(table.problems)
        for (count, visit) in table.visits.enumerated() {
            try Task.checkCancellation()
            try await take(visit, in: store, isWriting: isWriting, at: now())
            tell(count + 1)
        }
    }

    private mutating func take(
        _ visit: WrittenVisit,
        in store: Store,
        isWriting: Bool,
        at now: Instant
    ) async throws {
        let checklist = try await store.checklist(of: visit.header, receivedAt: now)
        let (node, wrong) = visit.filing(against: checklist)
        do {
            let outcome = try await store.tryFiling(node, receivedAt: now)
            if let problem = wrong.first ?? Self.score(visit, outcome.inspection) {
                return refuse(wrong.isEmpty ? [problem] : wrong)
            }
            if case .repeated = outcome {
                known += 1
                return
            }
            if isWriting { _ = try await store.file(node, receivedAt: now) }
            accept(visit)
        } catch let problems as Problems {
            // What it corrects is in the same file, and not on record before this is written.
            let left = problems.all.filter { $0.code != "unknownInspection" || !corrects(node) }
            let placed = left.compactMap { visit.problem($0, besides: wrong) }
            guard !left.isEmpty || !wrong.isEmpty else { return accept(visit) }
            refuse(wrong + placed)
        } catch let error as StoreError {
            switch error {
            case .conflict, .alreadyRevised: refuse(wrong + [visit.problem("conflict", error.message)])
            default: throw error
            }
        }
    }

    private func corrects(_ node: Node) -> Bool {
        node["revises"]?["inspection"]?.string.map { ids.contains($0.lowercased()) } ?? false
    }

    private mutating func accept(_ visit: WrittenVisit) {
        new += 1
        ids.insert(visit.id)
    }

    private mutating func refuse(_ problems: [Problem]) {
        refused += 1
        name(problems)
    }

    private mutating func name(_ more: [Problem]) {
        let room = max(0, Self.mostNamed - problems.count)
        problems += more.prefix(room)
        unsaid += max(0, more.count - room)
    }

    /// That the file says another score than its answers come to.
    private static func score(_ visit: WrittenVisit, _ inspection: FiledInspection) -> Problem? {
        guard let said = visit.score else { return nil }
        let score = inspection.result.score
        let exact = score.map { score in
            score.exact.utf8.contains(UInt8(ascii: "/")) ? score.rounded(decimals: 9) : score.exact
        }
        if let exact, Rational(decimal: said) == Rational(decimal: exact) { return nil }
        return visit.otherScore(exact ?? "–")
    }
}
