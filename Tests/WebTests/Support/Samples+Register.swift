@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

extension Samples {
    /// The same visit, which nothing stands in place of.
    var standing: InspectionRecord { standing(withdrawal: nil) }

    var withdrawn: InspectionRecord {
        standing(withdrawal: Withdrawal(by: twist("值班员"), at: Samples.now, reason: twist("点位选错")))
    }

    private func standing(withdrawal: Withdrawal?) -> InspectionRecord {
        InspectionRecord(
            inspection: record.inspection,
            recurrence: record.recurrence,
            previous: record.previous,
            revisedBy: nil,
            withdrawal: withdrawal,
            postings: record.postings
        )
    }

    var former: SiteDescription {
        SiteDescription(
            since: nil,
            until: Self.day("2021-07-31"),
            name: text("旧名", "Old name"),
            township: Township(code: "TS-01", name: text("旧乡", "Old township")),
            address: twist("老学校"),
            capacity: 20
        )
    }

    var periods: [SitePeriod] {
        [
            SitePeriod(openedOn: Self.day("2021-06-01"), closedOn: Self.day("2021-06-30")),
            SitePeriod(openedOn: Self.day("2021-07-15"), closedOn: nil, predecessor: "T-09"),
        ]
    }

    func siteRegisterPage(_ texts: Texts) -> SiteRegisterPage {
        let present = SiteDescription(
            since: Self.day("2021-08-01"),
            until: nil,
            name: text("新名", "New name"),
            township: nil,
            address: "",
            capacity: nil
        )
        let ended = Posting(
            duty: .partyHead,
            person: twist("柳河乡党委书记"),
            from: Self.day("2021-06-01"),
            to: Self.day("2021-07-31")
        )
        return SiteRegisterPage(
            SiteTimeline(
                site: site(3),
                periods: periods,
                descriptions: [former, present],
                terms: [
                    TermOnRecord(id: "1", posting: posting), TermOnRecord(id: "2", posting: ended),
                ],
                replaced: [
                    TermOnRecord(
                        id: "1",
                        posting: ended,
                        replacedAt: Self.now,
                        reason: twist("姓名有误")
                    )
                ],
                replacedPeriods: [Replaced(periods[0], at: Self.now, reason: twist("日期有误"))],
                replacedDescriptions: [Replaced(former, at: Self.now, reason: nil)]
            ),
            .init(notice: "duty", problems: problems),
            mayChange: true,
            today: Day(Self.now),
            texts
        )
    }

    func siteConfirmPage(_ texts: Texts) -> RegisterConfirmPage {
        var effects = RegisterEffects()
        effects.flags = [
            .init(
                site: "T-03",
                first: ISOWeek(of: Self.day("2021-08-02")),
                last: ISOWeek(of: Self.day("2021-08-09")),
                before: 3,
                after: nil
            )
        ]
        return RegisterConfirmPage(
            SitePreview(
                edition: 7,
                gonePeriods: [periods[0]],
                newPeriods: [periods[1]],
                goneDescriptions: [former],
                newDescriptions: [former],
                stranded: [summary(1, daysAgo: 2, score: 50)],
                effects: effects
            ),
            of: site(3),
            FormFields([("action", "correct-period"), ("period", "2021-06-01"), ("reason", twist("日期有误"))]),
            texts
        )
    }

    func townshipConfirmPage(_ texts: Texts) -> RegisterConfirmPage {
        let name = TownshipHistory.Name(
            since: Self.day("2021-08-01"),
            name: text("柳河街道", "Liuhe Subdistrict")
        )
        return RegisterConfirmPage(
            TownshipPreview(
                edition: 7,
                code: "TS-01",
                gone: [],
                new: [name],
                effects: [text("2021-W31：改称", "2021-W31: called")]
            ),
            FormFields([("name", twist("柳河街道")), ("from", "2021-08-01"), ("reason", twist("更名"))]),
            texts
        )
    }

    func dutyConfirmPage(_ texts: Texts) -> RegisterConfirmPage {
        var effects = RegisterEffects()
        effects.weeks = [.init(week: ISOWeek(of: Self.day("2021-08-09")), more: 1)]
        effects.namings = [
            .init(
                site: "T-03",
                from: Self.day("2021-08-01"),
                to: Self.day("2021-08-09"),
                before: twist("甲"),
                after: nil,
                belowMinimum: 2
            )
        ]
        return RegisterConfirmPage(
            DutyPreview(edition: 7, gone: [posting], new: [posting], effects: effects),
            of: site(3),
            FormFields([("action", "correct"), ("term", "1"), ("reason", twist("姓名有误"))]),
            texts
        )
    }

    func townshipsPage(_ texts: Texts) -> TownshipsPage {
        TownshipsPage(
            [
                TownshipHistory(
                    code: "TS-01",
                    names: [
                        .init(since: nil, name: text("旧乡", "Old")),
                        .init(since: Self.day("2021-07-01"), name: text("柳河乡", "Liuhe"), reason: twist("更名")),
                        .init(since: Self.day("2021-12-01"), name: text("柳河街道", "Liuhe Subdistrict")),
                    ]
                )
            ],
            .init(notice: "renamed", problems: problems),
            mayChange: true,
            today: Day(Self.now),
            texts
        )
    }
}
