import Compliance
import HTTPServer
import Store
import StrictJSON

/// Every draw of unannounced visits, those that were given up among them, and the form that draws.
struct DrawsPage: Page {
    static let template = "draws"

    /// How many were drawn, and how many of them given up.
    let found: String
    let draws: [Line]
    let hasDraws: Bool
    let form: DrawFormPart?

    struct Line: Sendable {
        let address: String
        let days: String
        let what: String
        let drawn: String
        let state: String
        let isDiscarded: Bool
    }

    init(_ draws: [DrawRecord], _ state: DrawFormPart.State, today: Day, _ texts: Texts) {
        found = texts("draws.found", "\(draws.count)", "\(draws.count { $0.discard != nil })")
        self.draws = draws.map { draw in
            Line(
                address: Link.draw(draw.id).path,
                days: texts.days(draw.frame),
                what: texts.what(draw.frame),
                drawn: texts("draws.drawn", draw.drawnAt.shanghai, texts.account(draw.drawnBy)),
                state: texts.state(draw, today: today),
                isDiscarded: draw.discard != nil
            )
        }
        hasDraws = !draws.isEmpty
        form = DrawFormPart(state, texts)
    }

    func windowTitle(_ texts: Texts) -> String { texts("draws.title") }
}

extension Texts {
    /// The days of a draw.
    func days(_ frame: DrawFrame) -> String { self("draws.days", "\(frame.firstDay)", "\(frame.lastDay)") }

    /// What is drawn: how many visits of how many sites of which kinds, by how many inspectors each.
    func what(_ frame: DrawFrame) -> String {
        self(
            "draws.what",
            "\(frame.visits)",
            "\(frame.sites.count)",
            list(frame.kinds.map { self($0) }),
            "\(frame.team)"
        )
    }

    func state(_ draw: DrawRecord, today: Day) -> String {
        if draw.discard != nil { return self("draws.discarded") }
        if draw.frame.lastDay < today { return self("draws.open") }
        return self(draw.frame.firstDay > today ? "draws.toCome" : "draws.running")
    }
}

/// The form that draws, with what was typed.
struct DrawFormPart: Sendable {
    let address: String
    let id: String
    let kinds: [Option]
    let visits: String
    let teams: [Option]
    let from: String
    let to: String
    let problems: [String]
    let hasProblems: Bool

    struct State {
        var reader: Identity?
        var typed: FormFields?
        var problems: [Problem] = []
        let freshID: String
        let today: Day
    }

    /// nil for whoever may not.
    init?(_ state: State, _ texts: Texts) {
        guard state.reader?.rights.contains(.manage) == true else { return nil }
        let typed = state.typed
        address = Link.draws.path
        id = typed?.one("id") ?? state.freshID
        let chosen = typed.map { Set($0.all("kinds")) } ?? [SiteKind.townshipIsolation.rawValue]
        kinds = SiteKind.allCases.map {
            Option(value: $0.rawValue, wording: texts($0), isChosen: chosen.contains($0.rawValue))
        }
        visits = typed?.one("visits") ?? "3"
        teams = ["2", "1"].map { Option(value: $0, wording: $0, isChosen: typed?.one("team") == $0) }
        from = typed?.one("from") ?? "\(state.today + 1)"
        to = typed?.one("to") ?? "\(state.today + 7)"
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
    }

    /// What the form says.
    static func node(_ fields: FormFields) -> Node {
        DrawForm.node(
            id: fields.one("id") ?? "",
            kinds: fields.all("kinds"),
            visits: fields.one("visits") ?? "",
            team: fields.one("team") ?? "",
            from: fields.one("from") ?? "",
            to: fields.one("to") ?? ""
        )
    }
}
