import Compliance
package import Papers
package import Store

/// The registers as files for spreadsheets: a row for each line of the list, with the figures that its page has.
package enum Registers {
    package static let sites = RegisterTable<SiteStanding>(
        "sites",
        Text(zh: "点位名册", en: "Sites"),
        [
            .init("点位编号", "Site") { .text($0.site.code) },
            .init("名称", "Name", 6) { .text($0.site.name) },
            .init("类型", "Kind", 4) { .text($0.site.kind.title) },
            .init("乡镇代码", "Township code") { .text($0.site.township?.code) },
            .init("乡镇", "Township") { .text($0.site.township?.name) },
            .init("地址", "Address", 6) { .text($0.site.address) },
            .init("容量", "Capacity", 2) { .number($0.site.capacity.map(String.init)) },
            .init("启用日期", "Opened on") { .day($0.site.openedOn) },
            .init("停用日期", "Closed on") { .day($0.site.closedOn) },
            .init("负责人", "Director") { .text($0.director) },
            .init("最近检查", "Last visit", 4) { .moment($0.latest?.finishedAt) },
            .init("检查性质", "Visit kind") { .text($0.latest?.kind.title) },
            .init("得分", "Score", 2) { .exact($0.latest?.score) },
            .init("较上次", "Change", 2) { standing in
                guard let score = standing.latest?.score, let before = standing.previousScore else {
                    return .nothing
                }
                return .exact(score - before)
            },
            .init("等级", "Grade") { .text($0.latest?.grade?.title) },
            .init("底线", "Floor") { .text($0.latest?.floor.title) },
            .init("一票否决项", "Critical gaps", 2) { .number($0.latest.map { "\($0.gaps.critical)" }) },
            .init("重要项", "Major gaps", 2) { .number($0.latest.map { "\($0.gaps.major)" }) },
            .init("一般项", "Minor gaps", 2) { .number($0.latest.map { "\($0.gaps.minor)" }) },
            .init("本周已检查", "Inspected this week", 2) { .yes($0.inspectedThisWeek) },
        ]
    )

    package static let gaps = RegisterTable<ListedGap>(
        "gaps",
        Text(zh: "整改台账", en: "Gaps"),
        [
            .init("点位编号", "Site") { .text($0.site) },
            .init("点位", "Name", 6) { .text($0.siteName) },
            .init("检查项", "Item") { .text($0.item) },
            .init("要求", "What is asked", 9) { .text($0.text) },
            .init("严重程度", "Severity") { .text($0.severity.title) },
            .init("责任方", "Responsible") { .text($0.responsible.title) },
            .init("状态", "State", 4) { .text($0.state.title) },
            .init("首次发现", "Since", 4) { .moment($0.since) },
            .init("复发现次数", "Found again", 2) { .count($0.repeats) },
            .init("期限", "Deadline", 4) { .moment($0.deadline) },
            .init("超期", "Overdue", 2) { .yes($0.standing.isOverdue) },
            .init("督办颜色", "Colour", 4) { .text($0.standing.colour?.title) },
            .init("销号时间", "Closed", 4) { .moment($0.endedAt) },
            .init("天数", "Days", 2) { .count($0.standing.age) },
        ]
    )

    package static let orders = RegisterTable<OrderRecord>(
        "orders",
        Text(zh: "督办单台账", en: "Orders"),
        [
            .init("编号", "Number", 6) { .text($0.order.number) },
            .init("颜色", "Colour", 4) { .text($0.order.content.colour.order) },
            .init("缘由", "Why", 9) { .text($0.order.content.why) },
            .init("点位编号", "Site") { .text($0.order.content.site.code) },
            .init("点位", "Name", 6) { .text($0.order.content.site.name) },
            .init("检查项", "Item") { .text($0.order.content.line.item) },
            .init("要求", "What is asked", 9) { .text($0.order.content.line.text) },
            .init("严重程度", "Severity") { .text($0.order.content.line.severity.title) },
            .init("签发时间", "Issued", 4) { .moment($0.order.issuedAt) },
            .init("期限", "Deadline", 4) { .moment($0.order.content.deadline) },
        ],
        last: arrival(\.arrival)
    )

    package static let notices = RegisterTable<NoticeRecord>(
        "notices",
        Text(zh: "通知书台账", en: "Notices"),
        [
            .init("编号", "Number", 6) { .text($0.notice.number) },
            .init("签发时间", "Issued", 4) { .moment($0.notice.issuedAt) },
            .init("点位编号", "Site") { .text($0.notice.content.site.code) },
            .init("点位", "Name", 6) { .text($0.notice.content.site.name) },
            .init("项数", "Items", 2) { .count($0.notice.content.items.count) },
            .init("一票否决项", "Critical items", 2) { record in
                .count(record.notice.content.items.count { $0.severity == .critical })
            },
            .init("最早期限", "First deadline", 4) { .moment($0.notice.content.items.map(\.deadline).min()) },
            .init("检查已更正", "Visit corrected", 2) { .yes($0.revisedBy != nil) },
            .init("检查已撤销", "Visit withdrawn", 2) { .yes($0.isWithdrawn) },
        ],
        last: arrival(\.arrival)
    )

    package static let cases = RegisterTable<CaseSummary>(
        "cases",
        Text(zh: "问责案卷", en: "Cases"),
        [
            .init("标识", "Id", 9) { .text("\($0.id)") },
            .init("点位编号", "Site") { .text($0.site) },
            .init("立案时间", "Opened", 4) { .moment($0.openedAt) },
            .init("责任人", "Persons", 9) { record in
                .text(
                    Text(
                        zh: record.persons.map { "\($0.duty.title.zh) \($0.person)" }.joined(separator: "、"),
                        en: record.persons.map { "\($0.duty.title.en) \($0.person)" }.joined(separator: ", ")
                    )
                )
            },
            .init("办理中", "Open", 2) { .yes($0.isOpen) },
            .init("结果", "How it ended", 4) { .text($0.end?.kind.title) },
            .init("结束时间", "Ended", 4) { .moment($0.end?.at) },
        ]
    )

    /// Whether, how and when a paper reached the director.
    private static func arrival<Element>(
        _ arrival: @escaping @Sendable (Element) -> Arrival?
    ) -> [RegisterTable<Element>.Column] {
        [
            .init("送达", "Arrival") { element in
                switch arrival(element)?.how {
                case nil: .text(Text(zh: "未送达", en: "on the way"))
                case .acknowledged: .text(Text(zh: "已签收", en: "acknowledged"))
                case .handedOver: .text(Text(zh: "已当面送达", en: "handed over"))
                }
            },
            .init("送达时间", "Arrived", 4) { .moment(arrival($0)?.reachedAt) },
        ]
    }
}
