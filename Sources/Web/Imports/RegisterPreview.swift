package import ChecklistFiles
package import Compliance
package import Store
package import StrictJSON

/// What taking files into the register would do, what stands in its way, and what is left aside: seen by a person before
/// anything is written.
package struct RegisterPreview: Sendable {
    package let files: [RegisterFile]
    /// Of all files, in their order.
    package let entries: [RegisterEntry]
    /// What is refused, by the file that it stands in.
    package let problems: [(file: String, problem: Problem)]
    /// How many problems more there were that nobody wrote down.
    package let unsaid: Int
    /// What nobody answered yet, by the files and by the register.
    package let questions: [(file: String, question: FileQuestion)]
    /// What would change; nil where something is refused.
    package let change: RegisterChange?

    /// Whether nothing stands in the way.
    package var isClear: Bool { problems.isEmpty && questions.isEmpty && change != nil }

    /// What was set aside, by file.
    package var setAside: [(file: String, what: SetAside)] {
        files.flatMap { file in (file.reading?.setAside ?? []).map { (file.name, $0) } }
    }
}

extension RegisterPreview {
    /// Holds the files against the register; writes nothing.
    package init(_ files: [RegisterFile], confirming: Set<String>, in store: Store) async throws {
        var (entries, owners): ([RegisterEntry], [(file: Int, first: Int)]) = ([], [])
        var (problems, questions): ([(String, Problem)], [(String, FileQuestion)]) = ([], [])
        for (place, file) in files.enumerated() {
            problems += file.problems.map { (file.name, $0) }
            guard let reading = file.reading else { continue }
            owners += reading.entries.map { _ in (place, entries.count) }
            entries += reading.entries
            problems += reading.problems.map { (file.name, $0) }
            questions += reading.questions.map { (file.name, $0) }
        }
        /// A problem that counts the entries, as one of a file's row.
        func located(_ problem: Problem) -> (String, Problem) {
            let parts = problem.pointer.split(at: "/", atMost: 1).map(String.init)
            guard let index = parts.first.flatMap({ Int($0) }), owners.indices.contains(index) else {
                return (files.first?.name ?? "", problem)
            }
            let file = files[owners[index].file]
            let rest = parts.count > 1 ? "/\(parts[1])" : ""
            let own = Problem(problem.code, at: "/\(index - owners[index].first)\(rest)", problem.message)
            return (file.name, file.reading?.located(own) ?? own)
        }
        var change: RegisterChange?
        if !entries.isEmpty {
            do {
                change = try await store.judge(entries)
            } catch let refused as Problems {
                // That a township has two names the file says of itself, with both rows.
                func place(_ found: (String, Problem)) -> String { "\(found.1.mark.line) \(found.0)" }
                let said = Set(problems.filter { $1.code == "otherName" }.map(place))
                problems += refused.all.map(located)
                    .filter { $0.1.code != "townshipNames" || !said.contains(place($0)) }
            }
        }
        for asked in change?.questions ?? [] where !confirming.contains(asked.id) {
            let (file, problem) = located(asked.problem)
            let answer = FileQuestion.Answer(id: asked.id, text: Text(zh: "是", en: "yes"))
            questions.append((file, FileQuestion(problem: problem, answers: [answer])))
        }
        self.init(
            files: files,
            entries: entries,
            problems: problems,
            unsaid: files.reduce(0) { $0 + ($1.reading?.unsaid ?? 0) },
            questions: questions,
            change: problems.isEmpty ? change : nil
        )
    }
}

extension RegisterPreview {
    /// As programs read it.
    package var json: Node {
        .object([
            ("sites", change.map { .array($0.sites.map(\.json)) }),
            ("townships", change.map { .array($0.townships.map(\.json)) }),
            ("effects", change.map { .array($0.effects.words.map(\.json)) }),
            ("unchanged", change.map { .number($0.unchanged) }),
            ("edition", change.map { .number($0.edition) }),
            ("problems", .array(problems.map { Self.json($0, $1) })),
            ("unsaid", unsaid > 0 ? .number(unsaid) : nil),
            (
                "questions",
                .array(
                    questions.map { file, question in
                        .object(
                            (Self.json(file, question.problem).object ?? []).map { ($0.name, $0.value) } + [
                                (
                                    "answers",
                                    .array(
                                        question.answers.map { answer in
                                            .object([("id", .string(answer.id)), ("text", answer.text.json)])
                                        }
                                    )
                                )
                            ]
                        )
                    }
                )
            ),
            (
                "setAside",
                .array(
                    setAside.map { file, what in
                        .object([
                            ("file", .string(file)), ("kind", .string(what.kind.rawValue)),
                            ("row", what.row.map(Node.number)), ("text", what.message.json),
                        ])
                    }
                )
            ),
        ])
    }

    private static func json(_ file: String, _ problem: Problem) -> Node {
        .object([
            ("file", .string(file)), ("code", .string(problem.code)),
            ("row", problem.mark.line > 0 ? .number(Int(problem.mark.line)) : nil),
            ("text", problem.message.json),
        ])
    }
}

extension SiteChange {
    fileprivate var json: Node {
        .object([
            ("code", .string(code)), ("isNew", .bool(isNew)),
            (
                "fields",
                .array(
                    fields.map { field in
                        .object([
                            ("field", .string(field.field.name)), ("before", field.before.map(Node.string)),
                            ("after", field.after.map(Node.string)),
                        ])
                    }
                )
            ),
        ])
    }
}

extension TownshipChange {
    fileprivate var json: Node {
        .object([("code", .string(code)), ("before", before?.json), ("after", after.json)])
    }
}
