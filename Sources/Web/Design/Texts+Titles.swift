import Compliance
import Store

/// The words for what the rules name: the rules' own titles.
extension Texts {
    func callAsFunction(_ kind: SiteKind) -> String { self(kind.title) }
    func callAsFunction(_ kind: InspectionKind) -> String { self(kind.title) }
    func callAsFunction(_ severity: Severity) -> String { self(severity.title) }
    func callAsFunction(_ status: Outcome.Status) -> String { self(status.title).asLabel }
    func callAsFunction(_ recurrence: Recurrence) -> String { self(recurrence.title).asLabel }
    func callAsFunction(_ responsible: Responsible) -> String { self(responsible.title) }
    func callAsFunction(_ verification: Verification) -> String { self(verification.title) }
    func callAsFunction(_ method: CheckMethod) -> String { self(method.title) }
    func callAsFunction(_ evidence: EvidenceKind) -> String { self(evidence.title) }

    /// Who did something, by the name of the account; the operator at the shell in words.
    func account(_ name: String) -> String { self(Text.account(name)) }

    /// Words in a row, as the language separates them.
    func list(_ words: [String]) -> String { words.joined(separator: self("list.separator")) }

    /// The people and posts that the words name, or what is said when there are none.
    func list(_ words: [String], orElse key: String) -> String { words.isEmpty ? self(key) : list(words) }

    /// The ISO week with its days: `2021年第33周 (8月16日至22日)`.
    func callAsFunction(_ week: ISOWeek) -> String {
        self("calendar.week", "\(week.year)", "\(week.week)", "\(week.monday)", "\(week.sunday)")
    }

    /// How many gaps of each severity, those there are none of left out.
    func callAsFunction(_ gaps: GapCounts) -> String {
        let parts = [(gaps.critical, Severity.critical), (gaps.major, .major), (gaps.minor, .minor)]
            .filter { $0.0 > 0 }
            .map { count, severity in self("gaps.of", "\(count)", self(severity)) }
        return list(parts, orElse: "gaps.none")
    }
}

extension String {
    /// With a capital where there are capitals, to stand by itself.
    fileprivate var asLabel: String { prefix(1).uppercased() + dropFirst() }
}
