import Compliance

extension WeeklyReport.Content {
    /// What became of accountability in the week, by duty; nothing where there is nothing of the kind.
    var caseParts: [Manuscript.Part] {
        let tables = (cases.isEmpty ? [] : [caseTable]) + (steps.isEmpty ? [] : [stepTable])
        if tables.isEmpty { return [] }
        return [.heading(Text(zh: "问责案卷", en: "Accountability cases"))] + tables.map { .table($0) }
    }

    private var caseTable: Manuscript.Table {
        Manuscript.Table(
            Text(zh: "本周在办的案卷", en: "Cases open in the week"),
            [
                .site, .init(Text(zh: "启动", en: "Opened"), 3), .init(Text(zh: "依据", en: "Rests on"), 5),
                .init(Text(zh: "涉及的职务", en: "Duties named"), 4),
                .init(Text(zh: "文书", en: "Documents"), 5),
                .init(Text(zh: "到周末", en: "At the week's end"), 3),
            ],
            cases.map { one in
                [
                    .text(one.site.name), .moment(one.openedAt), .text(one.ground.words),
                    .text(Text.list(one.duties.map(\.title))),
                    .text(one.steps.map(\.numbered).joined(separator: " ")),
                    .text(one.end?.kind.title ?? Text(zh: "办理中", en: "Open")),
                ]
            }
        )
    }

    private var stepTable: Manuscript.Table {
        Manuscript.Table(
            Text(zh: "本周的提醒和通报", en: "Reminders and circulars of the week"),
            [
                .site, .init(Text(zh: "文书", en: "Document"), 5), .init(Text(zh: "时间", en: "Sent"), 3),
                .init(Text(zh: "检查项", en: "Items"), 4),
            ],
            steps.map { one in
                [
                    .text(one.site.name), .text(one.step.numbered), .moment(one.step.takenAt),
                    .text(one.items.joined(separator: " ")),
                ]
            }
        )
    }
}

extension WeeklyReport.Ground {
    fileprivate var words: Text {
        switch self {
        case .visits(let found, let again, let items):
            let (items, visits) = (items.joined(separator: " "), "\(found), \(again)")
            return Text(
                zh: "两次检查都不符合：\(items)（\(visits)）",
                en: "not met at both visits: \(items) (\(visits))"
            )
        case .infection(let day):
            return Text(zh: "\(day) 点位内发生感染", en: "an infection inside the site on \(day)")
        }
    }
}
