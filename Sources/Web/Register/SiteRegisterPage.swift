import Compliance
import Store

/// What the register says and said of one site: its periods, what it was called and was, and its duties as a time line;
/// with the forms of those who keep it.
struct SiteRegisterPage: Page {
    static let template = "site-register"

    let code: String
    let name: String
    let siteAddress: String
    let address: String
    let townshipsAddress: String
    let mayChange: Bool
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    let periods: [String]
    let descriptions: [DescriptionLine]
    let duties: [DutyLine]
    let hasDuties: Bool
    let replaced: [ReplacedLine]
    let hasReplaced: Bool
    let choices: [Option]

    /// What the page is shown with.
    struct State: Sendable {
        var notice: String?
        var problems: [Problem] = []
    }

    struct DescriptionLine: Sendable {
        let when: String
        let name: String
        let rest: String
    }

    /// A duty with its terms, the first one first.
    struct DutyLine: Sendable {
        let duty: String
        let isVacant: Bool
        let terms: [TermLine]
    }

    struct TermLine: Sendable {
        let id: String
        /// Days before it on which nobody held the duty.
        let gap: String?
        let person: String
        let term: String
        let isHeld: Bool
        let isOpen: Bool
        let from: String
        let last: String
    }

    struct ReplacedLine: Sendable {
        let said: String
        let when: String
        let why: String?
    }

    init(_ history: SiteTimeline, _ state: State, mayChange: Bool, today: Day, _ texts: Texts) {
        code = history.site.code
        name = texts(history.site.name)
        siteAddress = Link.site(history.site.code).path
        address = Link.siteRegister(history.site.code).path
        townshipsAddress = Link.townships.path
        self.mayChange = mayChange
        notice = state.notice == "duty" ? texts("register.done") : nil
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        periods = history.periods.map { period in
            let term = texts.term(period.openedOn, period.closedOn)
            return period.predecessor.map { term + texts("register.predecessor", $0) } ?? term
        }
        descriptions = history.descriptions.reversed().map { DescriptionLine($0, texts) }
        duties = Responsible.allCases.compactMap { duty in
            let terms = history.terms.filter { $0.posting.duty == duty }
            return terms.isEmpty ? nil : DutyLine(duty, terms, today, texts)
        }
        hasDuties = !duties.isEmpty
        replaced = history.replaced.map { term in
            let posting = PostingLine(term.posting, texts)
            return ReplacedLine(
                said: "\(posting.duty) · \(posting.person) · \(posting.term)",
                when: term.replacedAt.map { $0.shanghai } ?? "",
                why: term.reason
            )
        }
        hasReplaced = !replaced.isEmpty
        choices = Responsible.allCases
            .filter { history.site.kind == .countyIsolation || !$0.isDepartment }
            .map { Option(value: $0.rawValue, wording: texts($0), isChosen: $0 == .director) }
    }

    func windowTitle(_ texts: Texts) -> String { texts("register.of", name) }
}

extension Texts {
    /// From a day to a day, or since a day.
    func term(_ first: Day, _ last: Day?) -> String {
        self(last == nil ? "posting.since" : "posting.term", "\(first)", last.map { "\($0)" } ?? "")
    }
}

extension SiteRegisterPage.DescriptionLine {
    init(_ description: SiteDescription, _ texts: Texts) {
        when =
            switch (description.since, description.until) {
            case (nil, nil): texts("register.always")
            case (nil, let until?): texts("register.until", "\(until)")
            case (let since?, let until): texts.term(since, until)
            }
        name = texts(description.name)
        rest = [
            description.township.map { "\($0.code) \(texts($0.name))" },
            description.address.isEmpty ? nil : description.address,
            description.capacity.map { texts("register.capacity", "\($0)") },
        ]
        .compactMap { $0 }.joined(separator: " · ")
    }
}

extension SiteRegisterPage.DutyLine {
    init(_ duty: Responsible, _ terms: [TermOnRecord], _ today: Day, _ texts: Texts) {
        self.duty = texts(duty)
        let lasts = terms.map { $0.posting.to ?? .last }
        self.terms = terms.enumerated()
            .map { place, term in
                let line = PostingLine(term.posting, texts)
                let before = lasts[..<place].max()
                return SiteRegisterPage.TermLine(
                    id: term.id,
                    gap: before.flatMap { last in
                        last < term.posting.from - 1
                            ? texts("register.gap", "\(last + 1)", "\(term.posting.from - 1)") : nil
                    },
                    person: line.person,
                    term: line.term,
                    isHeld: term.posting.covers(today),
                    isOpen: term.posting.to == nil,
                    from: "\(term.posting.from)",
                    last: term.posting.to.map { "\($0)" } ?? ""
                )
            }
        isVacant = !self.terms.contains(where: \.isHeld)
    }
}
