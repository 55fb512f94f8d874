import Compliance
import HTTPServer
import Store
import StrictJSON

/// What is entered here beside what is kept, where the two were written apart from one another.
struct DraftChoicePage: Page {
    static let template = "choice"

    let siteName: String
    let address: String
    let fields: [HiddenField]
    /// What happened, and who keeps what is kept since when.
    let sentence: String
    let differences: [Difference]
    let hasDifferences: Bool
    /// Where what is kept is found; nil where nothing is kept any more.
    let thereAddress: String?
    /// What the form is sent for where what is entered here is chosen.
    let action: String
    let edition: String
    let isHeld: Bool

    /// A question that was answered in two ways.
    struct Difference: Sendable {
        let label: String
        let here: String?
        let there: String?

        init(label: String, here: String, there: String) {
            self.label = label
            self.here = here.isEmpty ? nil : here
            self.there = there.isEmpty ? nil : there
        }
    }

    init(
        _ site: Site,
        _ checklist: Checklist,
        here: FormSubmission,
        there: Draft?,
        fields: [HiddenField],
        isHeld: Bool,
        _ texts: Texts
    ) {
        siteName = texts(site.name)
        address = Link.inspect(site.code).path
        self.fields = fields
        sentence =
            there.map { texts(isHeld ? "choice.held" : "choice.changed", $0.by, $0.savedAt.shanghai) }
            ?? texts("choice.gone")
        let (mine, theirs) = (here.kept, there?.fields ?? .object([]))
        differences = Self.entries(mine, theirs, checklist, texts).filter { $0.here != $0.there }
        hasDifferences = !differences.isEmpty
        thereAddress = there.map { Link.draft("\($0.id)", site: $0.site).path }
        action = isHeld ? "take" : here.action == .review ? "review" : "draft"
        edition = "\(there?.version ?? 0)"
        self.isHeld = isHeld
    }

    func windowTitle(_ texts: Texts) -> String { texts("choice.title") }

    /// Everything that either has, in words.
    private static func entries(
        _ here: Node,
        _ there: Node,
        _ checklist: Checklist,
        _ texts: Texts
    ) -> [Difference] {
        // A draft may have tens of thousands of names.
        func byName(_ group: String) -> [[String: Node]] {
            [here, there]
                .map { node in
                    Dictionary((node[group]?.object ?? []).map { ($0.name, $0.value) }) { first, _ in first }
                }
        }
        let groups = ["facts": byName("facts"), "answers": byName("answers")]
        func head(_ key: String, _ words: (Node) -> String) -> Difference {
            Difference(label: texts(key), here: words(here), there: words(there))
        }
        func entry(_ label: String, _ group: String, _ name: String, _ type: AnswerType?) -> Difference {
            func words(_ node: Node?) -> String {
                let entry = FormEntry(node)
                return entry.words(type, texts)
                    + (entry.fixedOnSpot ? texts("list.separator") + texts("form.fixed") : "")
            }
            let sides = groups[group] ?? []
            return Difference(label: label, here: words(sides.first?[name]), there: words(sides.last?[name]))
        }
        let heads = [
            head("visit.kind") { $0["kind"]?.string.flatMap(InspectionKind.init).map { texts($0) } ?? "" },
            head("form.inspector1") { texts.list($0["inspectors"]?.array?.compactMap(\.string) ?? []) },
            head("form.escort") { $0["escort"]?.string ?? "" },
            head("form.started") {
                FormDocument.fieldTime($0["startedAt"]).escaping { $0 == "T" ? " " : nil }
            },
            head("form.finished") {
                FormDocument.fieldTime($0["finishedAt"]).escaping { $0 == "T" ? " " : nil }
            },
            head("form.why") { $0["revises"]?["reason"]?.string ?? "" },
            head("form.corrector") { $0["revises"]?["by"]?.string ?? "" },
        ]
        let reasons = checklist.constraints
            .map { constraint in
                func reason(_ node: Node) -> String { node["confirmations"]?[constraint.code]?.string ?? "" }
                return Difference(label: texts(constraint.message), here: reason(here), there: reason(there))
            }
        let known = Set(checklist.items.map(\.code))
        let others = [here, there].flatMap { $0["answers"]?.object ?? [] }.map(\.name)
            .filter { !known.contains($0) }
        return heads
            + checklist.facts.map { entry(texts($0.title), "facts", $0.name, $0.type) }
            + checklist.items.map { entry("\($0.code) \(texts($0.text))", "answers", $0.code, $0.answer) }
            + reasons + Set(others).sorted().map { entry($0.shown, "answers", $0, nil) }
    }
}
