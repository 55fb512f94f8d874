import Compliance
import StrictJSON

/// What two contents of one draft are taken apart into, so that one of them can be chosen for each part.
///
/// A part is called by its member of the draft (`escort`), or by group and name (`answers.A-01`).
enum DraftParts {
    private static let members = ["kind", "inspectors", "escort", "startedAt", "finishedAt"]
    private static let groups = ["revises", "facts", "answers", "confirmations"]

    /// What is kept here, with the parts of those names as they are there. The versions that it was begun and shown for
    /// are those of here.
    static func merged(_ here: Node, _ there: Node, taking chosen: Set<String>) -> Node {
        var result = (here.object ?? []).filter { !chosen.contains($0.name) || !members.contains($0.name) }
        result += (there.object ?? []).filter { chosen.contains($0.name) && members.contains($0.name) }
        func take(_ group: String, named names: String) {
            func isChosen(_ member: Node.Member) -> Bool {
                let name = "\(names).\(member.name)"
                return chosen.contains(where: name.isExactly)
            }
            let kept =
                (here[group]?.object ?? []).filter { !isChosen($0) }
                + (there[group]?.object ?? []).filter(isChosen)
            result.removeAll { $0.name == group }
            if !kept.isEmpty || ["facts", "answers"].contains(group) {
                result.append(Node.Member(group, Node(.object(kept))))
            }
        }
        for group in groups { take(group, named: group) }
        // What is entered for an item and not used goes with its answer.
        take("aside", named: "answers")
        // And what files are called with the files: who names none of them any more keeps no name.
        let names = [here, there].flatMap { $0["names"]?.object ?? [] }
        result.removeAll { $0.name == "names" }
        if !names.isEmpty {
            let once = Dictionary(names.map { ($0.name, $0.value) }) { first, _ in first }
            result.append(
                Node.Member(
                    "names",
                    Node(.object(once.keys.sorted().map { Node.Member($0, once[$0] ?? .null) }))
                )
            )
        }
        return Node(.object(result))
    }

    /// A part that the two have otherwise, in words.
    struct Difference: Sendable {
        let key: String
        let label: String
        let here: String
        let there: String
    }

    /// Every part that the two have otherwise, in the order of the form; what the checklist does not ask comes last.
    static func differences(
        _ here: Node,
        _ there: Node,
        _ checklist: Checklist,
        _ texts: Texts
    ) -> [Difference] {
        heads(here, there, texts)
            + entries("facts", facts(here), facts(there), checklist.facts.map { Asked($0, texts) }, texts)
            + entries(
                "answers",
                FormDocument.entries(here),
                FormDocument.entries(there),
                checklist.items.map { Asked($0, texts) },
                texts
            )
            + reasons(here, there, checklist, texts)
    }

    private static func heads(_ here: Node, _ there: Node, _ texts: Texts) -> [Difference] {
        func head(_ key: String, _ label: String, _ words: (Node) -> String) -> Difference? {
            let (mine, theirs) = (words(here), words(there))
            return mine.isExactly(theirs)
                ? nil : Difference(key: key, label: texts(label), here: mine, there: theirs)
        }
        func time(_ node: Node?) -> String { FormDocument.fieldTime(node).escaping { $0 == "T" ? " " : nil } }
        func revises(_ name: String, _ label: String) -> Difference? {
            head("revises.\(name)", label) { $0["revises"]?[name]?.string ?? "" }
        }
        return [
            head("kind", "visit.kind") {
                $0["kind"]?.string.flatMap(InspectionKind.init).map { texts($0) } ?? ""
            },
            head("inspectors", "form.inspector1") {
                texts.list($0["inspectors"]?.array?.compactMap(\.string) ?? [])
            },
            head("escort", "form.escort") { $0["escort"]?.string ?? "" },
            head("startedAt", "form.started") { time($0["startedAt"]) },
            head("finishedAt", "form.finished") { time($0["finishedAt"]) },
            revises("inspection", "inspection.toOriginal"), revises("reason", "form.why"),
            revises("by", "form.corrector"),
        ]
        .compactMap(\.self)
    }

    /// Something that the checklist asks.
    private struct Asked {
        let name: String
        let label: String
        let type: AnswerType

        init(_ fact: Fact, _ texts: Texts) { (name, label, type) = (fact.name, texts(fact.title), fact.type) }

        init(_ item: Item, _ texts: Texts) {
            (name, label, type) = (item.code, "\(item.code) \(texts(item.text))", item.answer)
        }
    }

    private static func facts(_ kept: Node) -> [String: FormEntry] {
        Dictionary((kept["facts"]?.object ?? []).map { ($0.name, FormEntry($0.value)) }) { first, _ in first }
    }

    private static func entries(
        _ group: String,
        _ here: [String: FormEntry],
        _ there: [String: FormEntry],
        _ asked: [Asked],
        _ texts: Texts
    ) -> [Difference] {
        let known = Set(asked.map(\.name))
        let others = Set(here.keys).union(there.keys).subtracting(known).sorted()
        let all =
            asked.map { ($0.name, $0.label, $0.type as AnswerType?) } + others.map { ($0, $0.shown, nil) }
        return all.compactMap { name, label, type in
            let (mine, theirs) = (here[name] ?? FormEntry(nil), there[name] ?? FormEntry(nil))
            guard mine != theirs else { return nil }
            func words(_ entry: FormEntry) -> String {
                entry.words(type, texts)
                    + (entry.fixedOnSpot ? texts("list.separator") + texts("form.fixed") : "")
            }
            return Difference(key: "\(group).\(name)", label: label, here: words(mine), there: words(theirs))
        }
    }

    /// The reasons for what was doubtful.
    private static func reasons(
        _ here: Node,
        _ there: Node,
        _ checklist: Checklist,
        _ texts: Texts
    ) -> [Difference] {
        func byCode(_ kept: Node) -> [String: String] {
            Dictionary((kept["confirmations"]?.object ?? []).map { ($0.name, $0.value.string ?? "") }) {
                a,
                _ in a
            }
        }
        let (mine, theirs) = (byCode(here), byCode(there))
        let asked =
            checklist.constraints.map { ($0.code, texts($0.message)) }
            + [(Constraint.visitLength, texts(Constraint.lengthOfVisit))]
        let others = Set(mine.keys).union(theirs.keys).subtracting(asked.map(\.0)).sorted()
        return (asked + others.map { ($0, $0.shown) })
            .compactMap { code, label in
                let (one, other) = (mine[code] ?? "", theirs[code] ?? "")
                return one.isExactly(other)
                    ? nil : Difference(key: "confirmations.\(code)", label: label, here: one, there: other)
            }
    }
}
