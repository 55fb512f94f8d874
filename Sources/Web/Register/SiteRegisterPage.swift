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
    let periods: [PeriodLine]
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

    /// A period, and what its form has in it.
    struct PeriodLine: Sendable {
        let when: String
        let opened: String
        let closed: String
        let predecessor: String
    }

    struct DescriptionLine: Sendable {
        let when: String
        let name: String
        let rest: String
        /// What its form has in it.
        let key: String
        let isFirst: Bool
        let form: DescriptionForm
    }

    struct DescriptionForm: Sendable {
        let since: String
        let zh: String
        let en: String
        let township: String
        let address: String
        let capacity: String
        let latitude: String
        let longitude: String
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
        notice = ["duty", "site"].contains(state.notice) ? texts("register.done") : nil
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        periods = history.periods.map { period in
            PeriodLine(
                when: texts.period(period),
                opened: "\(period.openedOn)",
                closed: period.closedOn.map { "\($0)" } ?? "",
                predecessor: period.predecessor ?? ""
            )
        }
        descriptions = history.descriptions.reversed().map { DescriptionLine($0, texts) }
        duties = Responsible.allCases.compactMap { duty in
            let terms = history.terms.filter { $0.posting.duty == duty }
            return terms.isEmpty ? nil : DutyLine(duty, terms, today, texts)
        }
        hasDuties = !duties.isEmpty
        replaced = ReplacedLine.all(history, texts)
        hasReplaced = !replaced.isEmpty
        choices = Responsible.allCases
            .filter { history.site.kind == .countyIsolation || !$0.isDepartment }
            .map { Option(value: $0.rawValue, wording: texts($0), isChosen: $0 == .director) }
    }

    func windowTitle(_ texts: Texts) -> String { texts("register.of", name) }
}

extension SiteRegisterPage.ReplacedLine {
    /// Periods, then names and particulars, then terms, each the latest first.
    fileprivate static func all(_ history: SiteTimeline, _ texts: Texts) -> [Self] {
        let periods = history.replacedPeriods.map { one in
            Self(
                said: texts("register.period", texts.period(one.value)),
                when: one.at.shanghai,
                why: one.reason
            )
        }
        let descriptions = history.replacedDescriptions.map { one in
            let line = SiteRegisterPage.DescriptionLine(one.value, texts)
            let said = [line.name, line.when, line.rest].filter { !$0.isEmpty }
            return Self(said: said.joined(separator: " · "), when: one.at.shanghai, why: one.reason)
        }
        let terms = history.replaced.map { term in
            let posting = PostingLine(term.posting, texts)
            return Self(
                said: "\(posting.duty) · \(posting.person) · \(posting.term)",
                when: term.replacedAt.map { $0.shanghai } ?? "",
                why: term.reason
            )
        }
        return periods + descriptions + terms
    }
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
            description.place.map { "\($0.latitude), \($0.longitude) (\($0.datum))" },
        ]
        .compactMap { $0 }.joined(separator: " · ")
        key = description.since.map { "\($0)" } ?? "first"
        isFirst = description.since == nil
        form = SiteRegisterPage.DescriptionForm(
            since: description.since.map { "\($0)" } ?? "",
            zh: description.name.zh,
            en: description.name.en,
            township: description.township?.code ?? "",
            address: description.address,
            capacity: description.capacity.map { "\($0)" } ?? "",
            latitude: description.place?.latitude ?? "",
            longitude: description.place?.longitude ?? ""
        )
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
