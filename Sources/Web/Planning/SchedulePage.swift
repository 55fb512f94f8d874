import Compliance
import HTTPServer
import Store
import StrictJSON

/// The schedule: which site is to be visited by when, what is late, and how often sites of each kind are visited.
struct SchedulePage: Page {
    static let template = "schedule"

    let kinds: [Option]
    let isLate: Bool
    let found: String
    let sites: [SiteLine]
    let hasSites: Bool
    let pager: Pager?
    let cadences: [CadenceLine]
    let form: CadenceFormPart?

    /// A site.
    struct SiteLine: Sendable {
        let name: String
        let address: String
        let kind: String
        let lastVisit: String
        let isBelow: Bool
        let every: String
        let dueOn: String
        /// By how many days it is late; nil where it is not.
        let late: String?
    }

    /// What counts for a kind, or will.
    struct CadenceLine: Sendable {
        let kind: String
        let every: String
        let from: String
        let said: String
    }

    init(
        _ page: ListPage<ScheduledSite>,
        _ filter: ScheduleFilter,
        _ cadences: [CadenceRecord],
        _ pager: Pager?,
        _ state: CadenceFormPart.State,
        _ texts: Texts
    ) {
        kinds =
            [Option(value: "", wording: texts("schedule.anyKind"), isChosen: filter.kind == nil)]
            + SiteKind.allCases.map {
                Option(value: $0.rawValue, wording: texts($0), isChosen: filter.kind == $0)
            }
        isLate = filter.isLate
        found = texts("schedule.found", "\(page.total)")
        sites = page.elements.map { SiteLine($0, texts) }
        hasSites = !sites.isEmpty
        self.pager = pager
        self.cadences = SiteKind.allCases.flatMap {
            CadenceLine.lines($0, cadences, today: state.today, texts)
        }
        form = CadenceFormPart(state, texts)
    }

    func windowTitle(_ texts: Texts) -> String { texts("schedule.title") }
}

extension SchedulePage.SiteLine {
    fileprivate init(_ site: ScheduledSite, _ texts: Texts) {
        name = texts(site.name)
        address = Link.site(site.code).path
        kind = texts(site.kind)
        lastVisit = site.due.lastVisit.map { "\($0)" } ?? texts("schedule.never")
        isBelow = site.due.isBelow
        every = site.interval.map { texts.every($0) } ?? ""
        dueOn = site.due.dueOn.map { "\($0)" } ?? ""
        late = site.daysLate > 0 ? texts("schedule.late", "\(site.daysLate)") : nil
    }
}

extension SchedulePage.CadenceLine {
    /// What counts for the kind today, and what will from a later day on.
    fileprivate static func lines(
        _ kind: SiteKind,
        _ all: [CadenceRecord],
        today: Day,
        _ texts: Texts
    ) -> [Self] {
        let own = all.filter { $0.cadence.kind == kind }
        let standing = own.filter { $0.cadence.validFrom <= today }
            .max { ($0.cadence.validFrom, $0.cadence.entry) < ($1.cadence.validFrom, $1.cadence.entry) }
        let later = own.filter { $0.cadence.validFrom > today }
            .sorted { ($0.cadence.validFrom, $0.cadence.entry) < ($1.cadence.validFrom, $1.cadence.entry) }
        let unset = Self(
            kind: texts(kind),
            every: Cadence.unset(for: kind).map { texts.every($0) } ?? texts("schedule.noCadence"),
            from: "",
            said: texts("schedule.nobodySet")
        )
        return [standing.map { Self($0, texts) } ?? unset] + later.map { Self($0, texts) }
    }

    private init(_ record: CadenceRecord, _ texts: Texts) {
        kind = texts(record.cadence.kind)
        every = texts.every(record.cadence.interval)
        from = "\(record.cadence.validFrom)"
        said = texts(
            "schedule.setBy",
            texts.account(record.setBy),
            record.setAt.shanghai,
            record.reason
        )
    }
}

extension Texts {
    /// How often, in words.
    func every(_ interval: Cadence.Interval) -> String {
        self("schedule.every", "\(interval.days)", "\(interval.daysBelow)")
    }
}

/// The form that sets how often sites of a kind are visited, with what was typed.
struct CadenceFormPart: Sendable {
    let address: String
    let kinds: [Option]
    let days: String
    let daysBelow: String
    let from: String
    let reason: String
    let problems: [String]
    let hasProblems: Bool

    struct State {
        var reader: Identity?
        var typed: FormFields?
        var problems: [Problem] = []
        let today: Day
    }

    /// nil for whoever may not.
    init?(_ state: State, _ texts: Texts) {
        guard state.reader?.rights.contains(.manage) == true else { return nil }
        address = Link.cadences.path
        let kind = state.typed?.one("kind")
        kinds = SiteKind.allCases.map {
            Option(value: $0.rawValue, wording: texts($0), isChosen: kind == $0.rawValue)
        }
        days = state.typed?.one("days") ?? ""
        daysBelow = state.typed?.one("daysBelow") ?? ""
        from = state.typed?.one("from") ?? "\(state.today)"
        reason = state.typed?.one("reason") ?? ""
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    /// What the form says.
    static func node(_ fields: FormFields) -> Node {
        CadenceForm.node(
            kind: fields.one("kind") ?? "",
            days: fields.one("days") ?? "",
            daysBelow: fields.one("daysBelow") ?? "",
            from: fields.one("from") ?? "",
            reason: fields.one("reason") ?? ""
        )
    }
}
