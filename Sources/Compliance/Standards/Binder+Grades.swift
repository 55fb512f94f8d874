extension Binder {
    /// The grades with their conditions; those that are wrong are noted and left out.
    func boundGrades() -> [GradeCondition] {
        var grades: [GradeCondition] = []
        let scope = ExpressionScope(gradesOf: checklist, baseline, asksForGuards: isNew)
        for (index, grade) in checklist.grades.enumerated() {
            let pointer = "/grades/\(index)/when"
            let when = expression(grade.when, .boolean, at: pointer, item: nil, in: scope)
            guard let when else { continue }
            grades.append(GradeCondition(rule: grade, when: places.grade(when)))
            let isLast = index == checklist.grades.count - 1
            if when.isAlwaysTrue != isLast {
                note(
                    isLast ? "noLastGrade" : "unreachableGrade",
                    at: pointer,
                    grade.when.mark,
                    zh: isLast ? "最后一个等级的条件应为 true()，否则有的检查得不到等级。" : "true() 之后的等级永远轮不到。",
                    en: isLast
                        ? "The last grade's condition must be true(), or some inspections get no grade."
                        : "No grade after true() is ever given."
                )
            }
        }
        return grades
    }
}

extension Expression {
    /// Whether it is `true()` and nothing else.
    fileprivate var isAlwaysTrue: Bool {
        if case .call(.yes, _, _) = root { true } else { false }
    }
}
