package import StrictJSON

extension Standard {
    /// The bounds that a filing settles as far as it is written, by item; whatever is wrong with it is passed over.
    ///
    /// A bound that is the same at every visit is not among them.
    package func bounds(settledBy filing: Node) -> [String: Outcome.Required] {
        let collector = ProblemCollector()
        let day = filing["finishedAt"]?.string.flatMap { Instant($0) }.map { Day($0) }
        let sheet = AnswerSheet(
            filing["facts"],
            filing["answers"],
            day ?? .first,
            at: "",
            for: self,
            collector
        )
        // What could not be read was replaced by something that could.
        let wrong = Set(
            collector.all.compactMap { problem in
                problem.pointer.split(at: "/").dropFirst().first.map(String.init)
            }
        )
        let context = ScoringContext(sheet, self)
        var bounds: [String: Outcome.Required] = [:]
        for rule in rules {
            guard let bound = rule.bound, !bound.resolved.names.isEmpty,
                day != nil || !bound.resolved.names.contains(.visitDate),
                !bound.written.references.contains(where: { wrong.contains($0.name) })
            else { continue }
            bounds[rule.item.code] = context.required(rule)
        }
        return bounds
    }
}
