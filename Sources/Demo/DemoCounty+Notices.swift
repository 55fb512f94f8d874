import Compliance
import Store

extension DemoCounty {
    /// Township sites whose last visit gets a notice, where it left anything to mend.
    private static let noticed = ["T-01", "T-03", "T-04", "T-05", "T-07", "T-10", "T-13"]
    /// Of those, the ones whose notice was handed over on paper; the others are on their way, T-03's to the demo's director.
    private static let handedOver = ["T-04", "T-10"]

    /// Says how the county's papers begin, and issues some notices.
    static func issueNotices(into store: Store) async throws {
        try await store.set(
            Letterhead(
                short: "豫宁隔检",
                office: "豫宁县卫生健康委员会（演示）",
                english: "Yuning County Health Commission (made up)",
                redHead: nil
            )
        )
        for code in noticed {
            let site = try await store.site(code)
            guard let visit = site.history.first?.id else { continue }
            let record: NoticeRecord
            do { record = try await store.issueNotice(of: visit) } catch StoreError.noNoticeOf {
                continue  // it left nothing open
            }
            guard let place = handedOver.firstIndex(of: code) else { continue }
            let signed = DemoPicture(6 + place)
            try await send(signed.bytes, to: store)
            let deputy = site.postings.last { $0.duty == .deputyInCharge && $0.to == nil }?.person
            try await store.handOver(
                .notice(visit),
                HandOver(
                    reachedAt: record.notice.issuedAt,
                    receivedBy: record.notice.content.director ?? deputy ?? "隔离点值班员",
                    witness: "县疾控中心检查员",
                    photograph: signed.digest
                )
            )
        }
    }

    /// Issues one order of each colour that a gap has by now, those of the demo's director first.
    func issueOrders(into store: Store) async throws {
        var filter = GapFilter()
        filter.order = .site
        let all = filter
        let gaps = try await wholeList { place in try await store.gaps(all, at: place, now: now) }
        for (number, colour) in GapStanding.Colour.allCases.enumerated() {
            let urged = gaps.filter { $0.standing.colour == colour }
            guard let gap = urged.first(where: { $0.site == "T-03" }) ?? urged.first,
                let id = InspectionID("018f0000-0000-7000-a000-00000000000\(number)")
            else { continue }
            _ = try await store.issueOrder(id, site: gap.site, item: gap.item)
        }
    }
}
