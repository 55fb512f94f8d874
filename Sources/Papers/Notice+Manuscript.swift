package import Compliance

extension Manuscript {
    /// A notice as paper says it (`domain.md` §14), from what was sealed: its bytes, and what stands in them.
    package init(_ notice: Notice, sealed: String) {
        let (content, visit) = (notice.content, notice.content.visit)
        let opening = Text(
            zh:
                "\(visit.startedAt.shanghai) 至 \(visit.finishedAt.shanghai)，对你点进行了检查（\(visit.kind.title.zh)）；检查人员：\(visit.inspectors.joined(separator: "、"))；陪同人员：\(visit.escort)。",
            en:
                "From \(visit.startedAt.shanghai) to \(visit.finishedAt.shanghai) the site was inspected (\(visit.kind.title.en)); inspectors: \(visit.inspectors.joined(separator: ", ")); escort: \(visit.escort)."
        )
        let standards = [content.checklist, content.baseline]
            .map { Text(zh: "\($0.title.zh) \($0.version)", en: "\($0.title.en) \($0.version)") }
        let by = Text.list(standards)
        self.init(
            sealed: sealed,
            name: "notice-\(notice.year)-\(notice.serial)",
            office: notice.office,
            redHead: notice.redHead,
            number: Text(zh: notice.number, en: notice.number),
            title: Text(zh: "整改通知书", en: "Notice to rectify"),
            about: [],
            day: Day(notice.issuedAt),
            signatures: [
                Text(zh: "签收（职务）：", en: "Received by (duty):"), Text(zh: "签字：", en: "Signature:"),
                Text(zh: "签收时间：", en: "When:"), Text(zh: "见证人（职务）：", en: "Witness (duty):"),
            ],
            parts: [
                .paragraph(content.site.words),
                .paragraph(
                    Responsible.director.words(content.director)
                ),
                .paragraph(opening), .paragraph(Text(zh: "检查依据：\(by.zh)。", en: "Inspected by: \(by.en).")),
                .table(
                    Table(
                        Text(zh: "以下各项不符合要求，请在期限内整改", en: "To be mended by the deadlines given"),
                        Self.lineColumns + [
                            Column(Text(zh: "期限", en: "Deadline"), 4),
                            Column(Text(zh: "期限的由来", en: "Where it is from"), 4),
                        ],
                        content.items.map { line in
                            Self.cells(line) + [.moment(line.deadline), .text(line.originOfDeadline)]
                        }
                    )
                ),
                .table(
                    Table(
                        Text(zh: "所依据的数值", en: "The values that these rest on"),
                        [
                            Column(Text(zh: "名称", en: "Name"), 4), Column(Text(zh: "数值", en: "Value"), 2),
                            Column(Text(zh: "来源", en: "Source"), 5), Column(Text(zh: "条款", en: "Clause"), 2),
                            Column(Text(zh: "核实程度", en: "How well read"), 2),
                        ],
                        content.values.map {
                            [
                                .text($0.title), .text($0.value), .text($0.source), .text($0.clause),
                                .text($0.verified.title),
                            ]
                        }
                    )
                ),
                .heading(Text(zh: "怎样报告整改", en: "How to show what was mended")), .paragraph(content.showing),
                .heading(Text(zh: "逾期后果和申辩", en: "What follows where it is not, and statements")),
                .paragraph(content.otherwise), Self.digest(of: sealed),
            ]
        )
    }

    /// A three-colour order as paper says it.
    package init(_ order: SupervisionOrder, sealed: String) {
        let content = order.content
        let colour = content.colour.order
        func events(_ title: Text, _ events: [SupervisionOrder.Event]) -> Part {
            .table(
                Table(
                    title,
                    [
                        Column(Text(zh: "时间", en: "When"), 3), Column(Text(zh: "事项", en: "What"), 6),
                        Column(Text(zh: "由谁", en: "By"), 4),
                    ],
                    events.map { [.moment($0.at), .text($0.what), $0.by.map { .text($0) } ?? .nothing] }
                )
            )
        }
        self.init(
            sealed: sealed,
            name: "order-\(order.year)-\(order.serial)",
            office: order.office,
            redHead: order.redHead,
            number: Text(zh: order.number, en: order.number),
            title: colour,
            about: [],
            day: Day(order.issuedAt),
            signatures: [
                Text(zh: "签收（职务）：", en: "Received by (duty):"), Text(zh: "签字：", en: "Signature:"),
                Text(zh: "签收时间：", en: "When:"),
            ],
            parts: [
                .paragraph(Text(zh: "事由：\(content.why.zh)", en: "Why: \(content.why.en)")),
                .paragraph(content.site.words),
            ] + content.to.map { .paragraph($0.duty.words($0.person)) } + [
                .table(
                    Table(
                        Text(zh: "所督办的问题", en: "The gap"),
                        Self.lineColumns,
                        [Self.cells(content.line)]
                    )
                ),
                events(Text(zh: "经过", en: "What happened"), content.dates),
                .paragraph(
                    Text(
                        zh: "现在的期限：\(content.deadline.shanghai)",
                        en: "The deadline now: \(content.deadline.shanghai), Asia/Shanghai"
                    )
                ),
                events(Text(zh: "何时通知了谁", en: "Who was told when"), content.told),
                .heading(Text(zh: "答复", en: "Reply")), .paragraph(content.reply),
                .paragraph(Text(zh: "\n\n\n", en: "\n\n\n")),
                Self.digest(of: sealed),
            ]
        )
    }

    private static let lineColumns = [
        Column(Text(zh: "检查项", en: "Item"), 2), Column(Text(zh: "内容", en: "What"), 5),
        Column(Text(zh: "依据", en: "Clause"), 5), Column(Text(zh: "要求", en: "Required"), 3),
        Column(Text(zh: "检查情况", en: "Found"), 3), Column(Text(zh: "轻重", en: "Severity"), 2),
        Column(Text(zh: "责任", en: "Responsible"), 3),
    ]

    private static func cells(_ line: Notice.Line) -> [Cell] {
        let verified = line.verified.title
        return [
            .text(line.item), .text(line.text),
            .text(
                Text(
                    zh: "\(line.source.zh) \(line.clause)（\(verified.zh)）",
                    en: "\(line.source.en) \(line.clause) (\(verified.en))"
                )
            ),
            .text(line.required), .text(line.found), .text(line.severity.title),
            .text(line.responsible.title),
        ]
    }
}

extension Notice.Line {
    fileprivate var originOfDeadline: Text {
        keepsEarlierDeadline
            ? Text(zh: "沿用以前检查的期限", en: "kept from an earlier visit")
            : Text(
                zh: "自检查起 \(hours.rounded(decimals: 0)) 小时",
                en: "\(hours.rounded(decimals: 0)) hours from the visit"
            )
    }
}

extension Notice.AddressedSite {
    /// To whom the paper goes.
    fileprivate var words: Text {
        Text(
            zh: (township.map { "\($0.zh) " } ?? "") + "\(name.zh)（\(code)）：",
            en: (township.map { "\($0.en), " } ?? "") + "\(name.en) (\(code)):"
        )
    }
}

extension Responsible {
    /// The duty, and who holds it.
    fileprivate func words(_ person: String?) -> Text {
        Text(
            zh: person.map { "\(title.zh)（\($0)）：" } ?? "\(title.zh)：现无人在任",
            en: person.map { "\(title.en) (\($0)):" } ?? "\(title.en): nobody holds this duty now"
        )
    }
}
