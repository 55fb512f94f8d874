import StrictJSON

/// What happens in an accountability case besides the steps of the ladder: a dated act by a named account (`domain.md` §7).
package struct CaseAct: Sendable, Hashable {
    package let id: FactID
    package let kind: Kind
    /// The term of duty that it is about, by its id; of a kind that is about one person.
    package let term: String?
    /// What was put and answered, what was stated, what is proposed for the person, or why the case ends.
    package let words: String
    /// Why it was decided so; of a decision.
    package let reason: String?
    /// SHA-256 of the files that go with it, lower-case hex.
    package let evidence: [String]
    /// When an interview was, or when a signed paper is of; nil where it is now.
    package let at: Instant?
    /// The last entry of the case that whoever decides has before them; of a decision.
    package let seen: Int?

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case interviewHeld, interviewRefused, statementAsked, statement, decision, withdrawn, closed

        /// Whether it is about one of those whom the case names.
        package var isOfPerson: Bool { self == .statementAsked || self == .statement || self == .decision }
        package var endsCase: Bool { self == .withdrawn || self == .closed }

        package var title: Text {
            switch self {
            case .interviewHeld: Text(zh: "约谈已进行", en: "Interview held")
            case .interviewRefused: Text(zh: "书面拒绝约谈", en: "Interview refused in writing")
            case .statementAsked: Text(zh: "告知陈述申辩权", en: "Statement asked for")
            case .statement: Text(zh: "申辩", en: "Statement")
            case .decision: Text(zh: "处理决定", en: "Decision")
            case .withdrawn: Text(zh: "撤回问责程序", en: "Case withdrawn")
            case .closed: Text(zh: "结案", en: "Case closed")
            }
        }
    }

    /// Takes what was typed: words of 1 to 10,000 characters, a reason of 1 to 2,000, at most 50 digests of 64 hexadecimal
    /// digits. Throws `Problems` with all that is wrong.
    package init(
        id: FactID,
        kind: Kind,
        term: String? = nil,
        words: String,
        reason: String? = nil,
        evidence: [String] = [],
        at: Instant? = nil,
        seen: Int? = nil
    ) throws(Problems) {
        let words = words.asTyped
        var problems = Self.problems(in: words)
        let plain = reason?.asReason
        if kind == .decision, plain == nil { problems.append(.noReason) }
        if kind == .decision, seen == nil { problems.append(.nothingSeen) }
        if kind.isOfPerson, !(term.map(Self.isTerm) ?? false) { problems.append(.noPerson) }
        if evidence.count > Self.mostEvidence || !evidence.allSatisfy(Self.isDigest) {
            problems.append(.badEvidence)
        }
        guard problems.isEmpty else { throw Problems(problems) }
        self.id = id
        self.kind = kind
        self.term = kind.isOfPerson ? term : nil
        self.words = words
        self.reason = kind == .decision ? plain : nil
        self.evidence = evidence
        self.at = at
        self.seen = kind == .decision ? seen : nil
    }

    package static let mostWords = 10_000
    package static let mostEvidence = 50

    /// What is wrong with words that are put on record, `asTyped`; none where they can be.
    package static func problems(in words: String, at place: String = "/words") -> [Problem] {
        var problems: [Problem] = []
        if words.isBlank { problems.append(.noWords(place)) }
        if words.unicodeScalars.count > mostWords { problems.append(.tooManyWords(place)) }
        if words.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" }) {
            problems.append(.controlInWords(place))
        }
        return problems
    }

    /// Whether the text could be the id of a term of duty: a UUID in lower case.
    package static func isTerm(_ text: String) -> Bool {
        text.utf8.count == 36
            && text.utf8.enumerated()
                .allSatisfy { place, byte in
                    [8, 13, 18, 23].contains(place)
                        ? byte == UInt8(ascii: "-") : "0123456789abcdef".utf8.contains(byte)
                }
    }

    /// Whether the text names a file: a SHA-256 in lower-case hex.
    package static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
    }
}

extension Problem {
    fileprivate static func noWords(_ place: String) -> Problem {
        Problem("missing", at: place, Text(zh: "请写明内容。", en: "Say what it is."))
    }

    fileprivate static func tooManyWords(_ place: String) -> Problem {
        Problem(
            "tooLong",
            at: place,
            Text(
                zh: "最多 \(CaseAct.mostWords) 个字符。",
                en: "At most \(CaseAct.mostWords) characters."
            )
        )
    }

    fileprivate static func controlInWords(_ place: String) -> Problem {
        Problem(
            "controlCharacter",
            at: place,
            Text(
                zh: "文字里有看不见的控制字符，请删去。",
                en: "It holds control characters that do not show; take them out."
            )
        )
    }

    fileprivate static let nothingSeen = Problem(
        "missing",
        at: "/seen",
        Text(zh: "请从案卷页面作出决定。", en: "Decide from the page of the case.")
    )
    package static let noPerson = Problem(
        "missing",
        at: "/term",
        Text(zh: "请选择是哪一位责任人。", en: "Choose whom it is about.")
    )
    fileprivate static let badEvidence = Problem(
        "badEvidence",
        at: "/evidence",
        Text(
            zh: "附件用 64 位十六进制摘要写明，最多 \(CaseAct.mostEvidence) 个。",
            en: "Evidence is named by digests of 64 hexadecimal digits, at most \(CaseAct.mostEvidence)."
        )
    )
}
