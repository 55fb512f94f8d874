import Compliance
import Store

/// The townships with what they were called, and the form that renames one: never the side effect of a site's row.
struct TownshipsPage: Page {
    static let template = "townships"

    let mayChange: Bool
    let notice: String?
    let hasProblems: Bool
    let problems: [String]
    let townships: [Line]
    let hasTownships: Bool

    /// What the page is shown with.
    struct State: Sendable {
        var notice: String?
        var problems: [Problem] = []
    }

    struct Line: Sendable {
        let code: String
        let name: String
        let address: String
        /// Why it is called so.
        let reason: String?
        /// Other names with their days; what it was called before, what it will be called.
        let others: [String]
        let zh: String
        let en: String
    }

    init(_ townships: [TownshipHistory], _ state: State, mayChange: Bool, today: Day, _ texts: Texts) {
        self.mayChange = mayChange
        notice = state.notice == "renamed" ? texts("townships.done") : nil
        problems = state.problems.map { texts($0.message) }
        hasProblems = !problems.isEmpty
        self.townships = townships.map { Line($0, today, texts) }
        hasTownships = !townships.isEmpty
    }

    func windowTitle(_ texts: Texts) -> String { texts("townships.title") }
}

extension TownshipsPage.Line {
    init(_ township: TownshipHistory, _ today: Day, _ texts: Texts) {
        let names = township.names
        let present = names.lastIndex { $0.since ?? .first <= today } ?? 0
        let name = names.isEmpty ? Text(zh: "", en: "") : names[present].name
        code = township.code
        self.name = texts(name)
        address = Link.township(township.code).path
        others = names.indices.filter { $0 != present }
            .map { place in
                let said =
                    place < present
                    ? texts(
                        "townships.until",
                        "\((names[place + 1].since ?? today) - 1)",
                        texts(names[place].name)
                    )
                    : texts(
                        "townships.from",
                        names[place].since.map { "\($0)" } ?? "",
                        texts(names[place].name)
                    )
                return names[place].reason.map { said + texts("townships.why", $0) } ?? said
            }
        reason = names.isEmpty ? nil : names[present].reason.map { texts("townships.why", $0) }
        (zh, en) = (name.zh, name.en)
    }
}
