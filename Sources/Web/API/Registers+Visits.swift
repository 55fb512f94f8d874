import Compliance
package import Papers
package import Store

extension Registers {
    package static let inspections = RegisterTable<ListedVisit>(
        "inspections",
        Text(zh: "检查台账", en: "Inspections"),
        first: visit { $0 },
        [
            .init("检查员", "Inspectors", 5) { visit in
                .text(
                    Text(
                        zh: visit.inspectors.joined(separator: "、"),
                        en: visit.inspectors.joined(separator: ", ")
                    )
                )
            },
            .init("陪同人", "Escort") { .text($0.escort) },
            .init("得分", "Score", 2) { .exact($0.summary.score) },
            .init("等级", "Grade") { .text($0.summary.grade?.title) },
            .init("底线", "Floor") { .text($0.summary.floor.title) },
            .init("一票否决项", "Critical gaps", 2) { .count($0.summary.gaps.critical) },
            .init("重要项", "Major gaps", 2) { .count($0.summary.gaps.major) },
            .init("一般项", "Minor gaps", 2) { .count($0.summary.gaps.minor) },
            .init("检查表", "Checklist", 5) { .text($0.checklist) },
            .init("版本", "Version") { .text($0.version) },
        ]
    )

    /// One of those who signed a visit.
    package struct Signature: Sendable {
        let visit: ListedVisit
        let inspector: String

        /// Those of a visit, as they signed.
        package static func all(of visits: [ListedVisit]) -> [Signature] {
            visits.flatMap { visit in visit.inspectors.map { Signature(visit: visit, inspector: $0) } }
        }
    }

    /// Who inspected: a row for each who signed each visit.
    package static let inspectors = RegisterTable<Signature>(
        "inspectors",
        Text(zh: "检查人员台账", en: "Who inspected"),
        [.init("检查员", "Inspector") { .text($0.inspector) }],
        last: visit(\.visit)
    )

    private static func visit<Element>(
        _ visit: @escaping @Sendable (Element) -> ListedVisit
    ) -> [RegisterTable<Element>.Column] {
        [
            .init("检查编号", "Inspection", 9) { .text("\(visit($0).summary.id)") },
            .init("点位编号", "Site") { .text(visit($0).summary.site) },
            .init("点位", "Name", 6) { .text(visit($0).siteName) },
            .init("点位类型", "Kind of site", 4) { .text(visit($0).siteKind.title) },
            .init("检查性质", "Visit kind") { .text(visit($0).summary.kind.title) },
            .init("开始时间", "Started", 4) { .moment(visit($0).startedAt) },
            .init("结束时间", "Finished", 4) { .moment(visit($0).summary.finishedAt) },
            .init("收到时间", "Received", 4) { .moment(visit($0).summary.receivedAt) },
            .init("迟报", "Late", 2) { .yes(visit($0).summary.isLate) },
        ]
    }
}
