import Compliance
import Store

/// One run of a gap as a time line.
struct GapRunPart: Sendable {
    let title: String
    let state: String
    let events: [GapEventLine]

    /// The last run first, each with what happened from its first finding up to the next run's.
    static func all(_ record: GapRecord, _ rights: Set<Right>, _ texts: Texts) -> [GapRunPart] {
        let events = GapEventLine.all(record, rights, texts)
        return zip(record.runs, record.runs.dropFirst().map(\.since) + [Instant(microseconds: .max)])
            .map { run, until in
                GapRunPart(
                    title: texts("gapLife.run", "\(run.number)", run.since.shanghai),
                    state: texts(run.state.word.title),
                    events: events.filter { run.since <= $0.at && $0.at < until }.map(\.line)
                )
            }
            .reversed()
    }
}

/// What happened at a moment, with where that stands.
struct GapEventLine: Sendable {
    let at: String
    let what: String
    /// Who, by duty, and for those who inspect and manage by name too.
    let who: String?
    let words: String?
    /// nil where the reader may not go there.
    let sourceAddress: String?
    let source: String
    /// Ends a CSS class.
    let kind: String
    /// The files that an answer names.
    let files: [GapFileLine]
    let hasFiles: Bool

    static func all(
        _ record: GapRecord,
        _ rights: Set<Right>,
        _ texts: Texts
    ) -> [(at: Instant, line: GapEventLine)] {
        let visits = record.visits.map { visit in
            let line = GapEventLine(
                at: visit.finishedAt.shanghai,
                what: texts("gapEvent.\(visit.finding.rawValue)"),
                who: texts("gapLife.inspector", texts.list(visit.inspectors)),
                words: nil,
                sourceAddress: Link.inspection("\(visit.inspection)").path + "#item-\(record.item.code)",
                source: texts(visit.kind),
                kind: visit.finding.rawValue,
                files: [],
                hasFiles: false
            )
            return (visit.finishedAt, 0, line)
        }
        // The record opens for those who may read it; others are told the entry's number.
        func line(
            _ at: Instant,
            _ entry: Int,
            _ kind: String,
            _ who: String?,
            _ words: String?,
            _ files: [GapFileLine] = []
        ) -> (
            Instant, Int, GapEventLine
        ) {
            let line = GapEventLine(
                at: at.shanghai,
                what: texts("gapEvent.\(kind)"),
                who: who,
                words: words,
                sourceAddress: rights.contains(.audit) ? Link.auditEntry(entry).path : nil,
                source: texts("gapLife.entry", "\(entry)"),
                kind: kind,
                files: files,
                hasFiles: !files.isEmpty
            )
            return (at, entry, line)
        }
        let submissions = record.life.submissions.map { one in
            let files = (record.files[one.id] ?? []).map { GapFileLine($0, of: one.id, record, texts) }
            return line(one.at, one.entry, "submitted", texts.roles(one.duty), one.words, files)
        }
        let overtaken = record.life.overtaken
        let verdicts = record.verifications.map { one in
            let late = overtaken.contains(one.entry) ? texts("gapLife.overtaken") : nil
            let words = [one.reason, late].compactMap { $0 }.joined(separator: "\n")
            return line(
                one.at,
                one.entry,
                one.verdict.rawValue,
                texts("gapLife.inspector", one.display ?? texts.account(one.by)),
                words.isEmpty ? nil : words
            )
        }
        let changes = record.life.changes.map { one in
            let words = texts("gapLife.moved", one.was.shanghai, one.deadline.shanghai, one.reason)
            return line(
                one.at,
                one.entry,
                "moved",
                texts("gapLife.administrator", texts.account(one.by)),
                words
            )
        }
        return (visits + submissions + verdicts + changes)
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .map { ($0.0, $0.2) }
    }
}
