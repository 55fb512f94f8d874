import StrictJSON

extension Binder {
    /// The conditions taken apart; those that are wrong are noted and left out.
    func boundConstraints() -> [BoundConstraint] {
        guard !checklist.constraints.isEmpty else { return [] }
        noteNamesOfTheRegister()
        let scope = scope.withRegister
        return checklist.constraints.enumerated()
            .compactMap { place, constraint in
                let pointer = "/constraints/\(place)/constraint"
                return expression(constraint.condition, .boolean, at: pointer, item: nil, in: scope)
                    .map { BoundConstraint(constraint: constraint, condition: places.item($0)) }
            }
    }

    /// In a checklist with conditions nothing else is called as what the register says.
    private func noteNamesOfTheRegister() {
        for name in RegisterName.allCases.map(\.rawValue) {
            let fact = checklist.facts.first { $0.name == name }
            guard fact != nil || baseline.parameters.contains(where: { $0.name == name }) else { continue }
            note(
                "reservedName",
                at: fact == nil ? "/constraints" : "/facts/\(name)",
                fact?.mark ?? .none,
                zh: "“\(name)”在条件里指点位登记，\(fact == nil ? "参数" : "点位情况")请换个名字。",
                en: "In conditions '\(name)' is what the register says; "
                    + "call the \(fact == nil ? "parameter" : "fact") something else."
            )
        }
    }
}
