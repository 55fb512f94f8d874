import ChecklistFiles
import Compliance
package import Papers
package import Store

extension Registers {
    /// A fact, an answer or a confirmation of a visit; or the visit alone, of one that has none of them.
    package struct AnswerLine: Sendable {
        let filing: Filing
        let score: Rational?
        /// Whether it is the visit's first row, which says what the visit was.
        let isFirst: Bool
        let content: Content?

        enum Content: Sendable {
            case fact(String, FactValue)
            case answer(String, Answer)
            case confirmation(String, reason: String)
        }

        /// All of the visits, in one order whenever they are asked for.
        package static func all(of filings: [ListedFiling]) -> [AnswerLine] {
            filings.flatMap { listed in
                let filing = listed.filing
                func sorted<Value>(
                    _ values: [String: Value],
                    _ content: (String, Value) -> Content
                ) -> [Content] {
                    values.sorted { $0.key < $1.key }.map { content($0.key, $0.value) }
                }
                let contents: [Content?] =
                    sorted(filing.sheet.facts, Content.fact) + sorted(filing.sheet.answers, Content.answer)
                    + sorted(filing.confirmations) { .confirmation($0, reason: $1) }
                return (contents.isEmpty ? [nil] : contents).enumerated()
                    .map { place, content in
                        AnswerLine(
                            filing: filing,
                            score: listed.score,
                            isFirst: place == 0,
                            content: content
                        )
                    }
            }
        }

        fileprivate var answer: Answer? {
            if case .answer(_, let answer) = content { answer } else { nil }
        }
    }

    /// The visits with all that was found, in the shape in which they are read again (`VisitColumn`, `docs/inspections.md`).
    package static let answers = RegisterTable<AnswerLine>(
        "answers",
        Text(zh: "检查记录", en: "Visits with answers"),
        VisitColumn.allCases.map { column in
            RegisterTable<AnswerLine>
                .Column(column.title.zh, column.title.en, column == .id ? 9 : 4) { line in
                    column.isOfVisit && column != .id && !line.isFirst ? .nothing : cell(column, line)
                }
        }
    )

    private static func cell(_ column: VisitColumn, _ line: AnswerLine) -> Manuscript.Cell {
        let filing = line.filing
        return switch column {
        case .id: .text("\(filing.id)")
        case .site: .text(filing.site)
        case .checklist: .text(filing.checklist)
        case .version: .text(filing.version)
        case .kind: .text(filing.kind.title)
        case .inspector: .text(filing.inspectors.first)
        case .second: .text(filing.inspectors.dropFirst().first)
        case .escort: .text(filing.escort)
        case .started: whole(filing.startedAt)
        case .finished: whole(filing.finishedAt)
        case .revises: .text(filing.revises.map { "\($0.inspection)" })
        case .reason: .text(filing.revises?.reason)
        case .by: .text(filing.revises?.by)
        case .score: .exact(line.score)
        case .part, .code, .value, .deductions, .further, .notApplicable, .notChecked, .note, .evidence,
            .fixedOnSpot:
            found(column, line)
        }
    }

    private static func found(_ column: VisitColumn, _ line: AnswerLine) -> Manuscript.Cell {
        switch column {
        case .part:
            switch line.content {
            case .fact: .text(VisitColumn.Part.fact.title)
            case .answer: .text(VisitColumn.Part.answer.title)
            case .confirmation: .text(VisitColumn.Part.confirmation.title)
            case nil: .nothing
            }
        case .code:
            switch line.content {
            case .fact(let code, _), .answer(let code, _), .confirmation(let code, _): .text(code)
            case nil: .nothing
            }
        case .value:
            switch line.content {
            case .fact(_, let value): cell(value)
            case .answer(_, let answer): cell(answer.value)
            case .confirmation, nil: .nothing
            }
        case .deductions:
            if case .deducted(let codes, _) = line.answer?.value, !codes.isEmpty {
                .text(codes.joined(separator: " "))
            } else {
                .nothing
            }
        case .further:
            if case .deducted(_, let further) = line.answer?.value { .exact(further) } else { .nothing }
        case .notApplicable:
            if case .notApplicable(let reason) = line.answer?.value { .text(reason) } else { .nothing }
        case .notChecked:
            if case .notChecked = line.answer?.value { .yes(true) } else { .nothing }
        case .note:
            if case .confirmation(_, let reason) = line.content {
                .text(reason)
            } else {
                .text(line.answer?.note)
            }
        case .evidence:
            .text(line.answer.flatMap { $0.evidence.isEmpty ? nil : $0.evidence.joined(separator: "\n") })
        case .fixedOnSpot: line.answer?.fixedOnSpot == true ? .yes(true) : .nothing
        default: .nothing
        }
    }

    private static func cell(_ value: FactValue) -> Manuscript.Cell {
        switch value {
        case .yes: .yes(true)
        case .no: .yes(false)
        case .number(let number): .exact(number)
        case .choice(let text), .text(let text): .text(text)
        case .date(let day): .day(day)
        }
    }

    private static func cell(_ value: Answer.Value) -> Manuscript.Cell {
        switch value {
        case .yes: .yes(true)
        case .no: .yes(false)
        case .number(let number): .exact(number)
        case .choice(let text), .text(let text): .text(text)
        case .date(let day): .day(day)
        case .deducted, .notApplicable, .notChecked: .nothing
        }
    }

    /// The moment; one between two seconds as text, since a spreadsheet keeps none.
    private static func whole(_ moment: Instant) -> Manuscript.Cell {
        moment.microseconds.isMultiple(of: 1_000_000) ? .moment(moment) : .text(moment.withBeijingOffset)
    }
}
