import Compliance
import Store

extension DemoCounty {
    /// The records as the holder of that account sees them, through a token that `afterwards` ends.
    static func acting(_ account: String, scope: Set<Right>, in store: Store) async throws -> Store {
        let secret = try await store.issueToken(of: account, name: tokenName, scope: scope, days: 1)
        return store.acting(for: .holder(AccessKey(secret: secret), address: ""))
    }

    static func endToken(of account: String, in store: Store) async throws {
        try await store.revokeToken(tokenName, of: account)
    }

    private static let tokenName = "demo"

    /// The director of T-03 answers for up to two gaps of the site: the first is returned and answered again, the second is
    /// verified. The deadline of another site's first gap is moved. What happens, happens now.
    func rectify(in store: Store, inspector: Store) async throws {
        var filter = GapFilter()
        filter.standing = .open
        filter.site = "T-03"
        let gaps = try await store.gaps(filter, now: now).elements
        if let first = gaps.first {
            let director = try await Self.acting("director3", scope: [.read, .respond], in: store)
            let sent = try await Self.answer(first, 0, "已按要求整改，附照片。", by: director)
            _ = try await inspector.verify(
                .submission(sent),
                .returned,
                why: "照片看不清整改后的情况，请补拍近照。",
                site: first.site,
                item: first.item
            )
            _ = try await Self.answer(first, 1, "已补拍近照，并张贴责任卡。", by: director)
            if let second = gaps.dropFirst().first {
                let sent = try await Self.answer(second, 2, "已按要求整改，台账备查。", by: director)
                _ = try await inspector.verify(
                    .submission(sent),
                    .verified,
                    why: nil,
                    site: second.site,
                    item: second.item
                )
            }
            try await Self.endToken(of: "director3", in: store)
        }
        filter.site = nil
        let others = try await store.gaps(filter, now: now).elements
        guard let gap = others.first(where: { $0.site != "T-03" && $0.responsible == .director }) else {
            return
        }
        _ = try await store.moveDeadline(
            of: gap.item,
            site: gap.site,
            was: gap.deadline,
            to: gap.deadline.adding(seconds: 2 * 86_400),
            why: "停电两天，无法施工"
        )
    }

    /// Sends words about the gap; gives the id of what was sent.
    private static func answer(
        _ gap: ListedGap,
        _ number: Int,
        _ words: String,
        by director: Store
    ) async throws -> InspectionID {
        let form = try SubmissionForm(
            id: "018f0000-0000-7000-9000-00000000000\(number)",
            inspection: gap.inspection.description,
            words: words,
            evidence: []
        )
        _ = try await director.submit(form, site: gap.site, item: gap.item)
        return form.id
    }
}
