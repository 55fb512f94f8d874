import StrictJSON

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

extension Samples {
    /// A filing as the form writes it, right and wrong together.
    var document: Node {
        .object([
            ("id", .string("\(Self.id(7))")), ("site", "T-3"), ("checklist", "township-isolation"),
            ("version", "2021-08"),
            ("kind", "recheck"), ("inspectors", .array([.string(twist("检查组甲"))])),
            ("escort", .string(twist("值班长"))),
            ("startedAt", "2021-08-18T08:00:00+08:00"), ("finishedAt", "昨天"),
            ("facts", .object([("residents", 31), ("staff", "很多")])),
            (
                "answers",
                .object([
                    ("A-01", "yes"), ("A-02", .object([("value", "no"), ("note", .string(twist("院墙有缺口")))])),
                    ("A-03", .object([("notApplicable", .string(twist("没有")))])),
                    ("Z-01", .object([("value", 3), ("note", .string(twist("原来看过")))])),
                ])
            ),
            ("confirmations", .object([("visit-length", .string(twist("补录")))])),
            (
                "revises",
                .object([
                    ("inspection", .string("\(Self.id(3))")), ("reason", .string(twist("登记错了人数"))),
                    ("by", .string(twist("检查组甲"))),
                ])
            ),
        ])
    }

    var problems: [Problem] {
        [
            Problem("notATime", at: "/finishedAt", text("结束时间应为日期和时间。", "finishedAt must be a time.")),
            Problem("notANumber", at: "/facts/staff", text("工作人员数应为整数。", "staff must be a number.")),
            Problem(
                "notAllowed",
                at: "/answers/A-03",
                item: "A-03",
                text("A-03 不能答“不适用”。", "A-03 always applies.")
            ),
            Problem("unconfirmed", at: "/confirmations/within-capacity", text("请核对人数。", "Is this so?")),
            Problem("goneUnseen", at: "/seen", text("请勾选。", "Tick the box.")),
        ]
    }

    /// The township checklist with a condition.
    var conditions: Standard {
        do {
            let constraint = Node.object([
                ("code", "within-capacity"), ("constraint", "${residents} <= ${capacity}"),
                ("kind", "doubtful"),
                (
                    "message",
                    .object([
                        ("zh", .string(twist("超过容量"))), ("en", .string(twist("More than the capacity"))),
                    ])
                ),
            ])
            let members = (Self.standard.checklist.node.object ?? []).map { ($0.name, $0.value as Node?) }
            let node = Node.object(members + [("constraints", .array([constraint]))])
            return try Standard(Checklist(node), Self.standard.baseline)
        } catch {
            fatalError("the condition cannot be read: \(error)")
        }
    }

    /// The document was begun for a version that asked another fact and another section, and not the last one.
    var versionChange: VersionChange {
        let new = Self.standard.checklist
        let gone = Item.renamed(new.items[0], "Z-01", text("原来的项目", "An item that was"))
        let old = Checklist(
            code: new.code,
            version: "2021-07",
            siteKind: new.siteKind,
            title: new.title,
            effectiveFrom: new.effectiveFrom,
            baseline: new.baseline,
            sources: [],
            facts: new.facts.dropLast() + [
                Fact(name: "dogs", title: text("犬只", "Dogs"), type: .yesNo)
            ],
            grades: new.grades,
            sections: new.sections.dropLast() + [Section(code: "Z", title: text("旧", "Old"), items: [gone])]
        )
        let changed = Item.renamed(new.items[0], new.items[0].code, text("改了的项目", "An item that changed"))
        let first = Section(
            code: new.sections[0].code,
            title: new.sections[0].title,
            items: [changed] + new.sections[0].items.dropFirst()
        )
        let now = Checklist(
            code: new.code,
            version: new.version,
            siteKind: new.siteKind,
            title: new.title,
            effectiveFrom: new.effectiveFrom,
            baseline: new.baseline,
            sources: [],
            facts: new.facts,
            grades: new.grades,
            sections: [first] + new.sections.dropFirst()
        )
        return VersionChange(from: old, to: now, of: document)
    }

    /// The township checklist answered so that every seventh item is short and every eleventh was not looked at.
    var record: InspectionRecord {
        let (standard, items) = (Self.standard, Self.standard.checklist.items)
        var outcomes: [Outcome] = []
        var gaps: [Gap] = []
        var answers: [String: Answer] = [:]
        for (index, item) in items.enumerated() {
            let status: Outcome.Status =
                index % 11 == 5
                ? .notChecked
                : index % 7 == 3
                    ? .notMet
                    : index % 29 == 8
                        ? .notApplicable
                        : index % 31 == 9 ? .notInScope : .met
            let short = status == .notMet || status == .notChecked
            let counts = status == .met || short
            let bound: Outcome.Required? =
                if case .bound(let direction, _) = item.minimum {
                    Outcome.Required(direction: direction, value: .number(7))
                } else { nil }
            outcomes.append(
                Outcome(
                    item: item.code,
                    status: status,
                    earned: status == .met ? item.points : 0,
                    attainable: counts ? item.points : 0,
                    required: bound,
                    observed: nil
                )
            )
            if status != .notChecked, status != .notInScope { answers[item.code] = answer(item, status) }
            if short { gaps.append(gap(item, status, bound)) }
        }
        let result = Result(
            scoringVersion: 1,
            earned: 153,
            attainable: 201,
            score: Rational(15_300, over: 201),
            grade: standard.checklist.grades[0],
            undecided: nil,
            floor: Floor(
                notMet: gaps.filter { $0.severity == .critical && $0.status == .notMet }.map(\.item),
                notChecked: gaps.filter { $0.severity == .critical && $0.status == .notChecked }.map(\.item)
            ),
            outcomes: outcomes,
            sections: standard.checklist.sections.map {
                SectionResult(section: $0.code, earned: 17, attainable: 20, score: 85)
            },
            gaps: gaps,
            lift: Lift(
                items: gaps.prefix(2).map(\.item),
                grade: "basicallyMeets",
                score: Rational(157, over: 2) ?? 0
            )
        )
        return record(result, answers)
    }

    private func record(_ result: Result, _ answers: [String: Answer]) -> InspectionRecord {
        let filing = Filing(
            id: Self.id(301),
            site: "T-3",
            checklist: "township-isolation",
            version: "2021-08",
            kind: .unannounced,
            inspectors: [twist("检查组甲"), twist("检查组乙")],
            escort: twist("值班长"),
            startedAt: Self.now.adding(seconds: -400_000),
            finishedAt: Self.now.adding(seconds: -396_400),
            sheet: AnswerSheet(
                answers: answers,
                facts: ["residents": .number(31), "central_air": .yes, "kitchen": .choice("caterer")],
                visitDate: Self.day("2021-08-13")
            ),
            confirmations: ["visit-length": twist("补录")],
            revises: Filing.Revises(inspection: Self.id(300), reason: twist("登记错了人数"), by: twist("检查组甲"))
        )
        return InspectionRecord(
            inspection: FiledInspection(
                filing: filing,
                site: site(3),
                receivedAt: Self.now,
                standard: Self.standard,
                result: result
            ),
            recurrence: Dictionary(
                uniqueKeysWithValues: result.gaps.enumerated().map { ($1.item, Recurrence.allCases[$0 % 3]) }
            ),
            earlierDeadlines: result.gaps.first.map { [$0.item: Self.now.adding(seconds: -800_000)] } ?? [:],
            previous: summary(3, daysAgo: 12, score: 71),
            revisedBy: Self.id(302),
            postings: [posting],
            evidence: named(for: result.gaps.prefix(2).map(\.item))
        )
    }

    private func answer(_ item: Item, _ status: Outcome.Status) -> Answer {
        let note = twist("现场看到的情况")
        guard status != .notApplicable else { return Answer(.notApplicable(reason: twist("没有电梯"))) }
        return switch item.answer {
        case .yesNo:
            Answer(
                status == .met ? .yes : .no,
                note: status == .met ? nil : note,
                evidence: [twist("sha256-1")]
            )
        case .number: Answer(.number(5), note: note)
        case .choice(let choices): Answer(.choice(choices.first?.value ?? ""))
        case .date: Answer(.date(Self.day("2021-08-10")))
        case .text: Answer(.text(twist("按要求张贴")))
        case .graded(_, let deductions):
            Answer(.deducted(codes: deductions.prefix(1).map(\.code), further: Rational(1, over: 2) ?? 0))
        }
    }

    private func gap(_ item: Item, _ status: Outcome.Status, _ bound: Outcome.Required?) -> Gap {
        Gap(
            item: item.code,
            status: status,
            severity: item.severity,
            required: bound,
            observed: nil,
            shortfall: bound == nil ? nil : 2,
            pointsLost: item.points,
            responsible: item.responsible,
            deadlineHours: item.severity == .critical ? 24 : 72,
            fixedOnSpot: item.severity == .minor,
            ifClosed: IfClosed(score: Rational(156, over: 2), grade: "belowMinimum")
        )
    }
}

extension Item {
    /// The same item under that code, with other words.
    fileprivate static func renamed(_ item: Item, _ code: String, _ text: Text) -> Item {
        Item(
            code: code,
            text: text,
            check: item.check,
            guidance: nil,
            severity: item.severity,
            reason: item.reason,
            points: item.points,
            answer: item.answer,
            minimum: item.minimum,
            partial: item.partial,
            applies: nil,
            allowsNotApplicable: item.allowsNotApplicable,
            responsible: item.responsible,
            evidence: item.evidence,
            citation: item.citation
        )
    }
}
