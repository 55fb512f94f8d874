import Compliance
import Store

extension DemoCounty {
    /// A reminder to one site; and at T-03 an infection, whose case stands where the director has stated and the proposal
    /// waits for its days. What happens, happens now, and the days between the rungs are the county's: so the ladder of the
    /// demo goes no higher.
    func leadCases(in store: Store) async throws {
        let reminded = try await store.accountability(of: "T-04")
        if let next = reminded.nextSteps.first {
            _ = try await store.remind(
                next.rung,
                of: next.gaps.prefix(3).map(\.item),
                at: "T-04",
                words: "请在两日内整改到位，附现场照片报送；有困难的当日书面说明。"
            )
        }
        guard let infection = FactID("018f0000-0000-7000-a000-000000000001"),
            let id = FactID("018f0000-0000-7000-a000-000000000002")
        else { return }
        _ = try await store.reportInfection(
            infection,
            opening: id,
            at: "T-03",
            on: Day(now),
            source: "县疾控中心核酸检测报告（演示）：一名隔离人员与同楼层人员病毒序列一致"
        )
        let supervision = try await Self.signedIn("supervision", in: store)
        _ = try await supervision.callInterview(
            in: id,
            points: "分区管理、医护配比、同楼层人员轨迹；明日上午九时，县纪委监委督查室。"
        )
        let record = try await supervision.caseRecord(id)
        try await Self.record(.interviewHeld, 3, in: record, by: supervision, "已逐项说明；承诺三日内完成分区改造，一周内补足医护。")
        for (place, person) in record.persons.enumerated() {
            let words = "对拟列入问责建议的事实，可在三日内书面申辩，交县纪委监委督查室。"
            try await Self.record(.statementAsked, 10 + place, of: person, in: record, by: supervision, words)
        }
        try await Self.endSessions(of: "supervision", in: store)
        guard let director = record.persons.first(where: { $0.duty == .director }) else { return }
        let own = try await Self.signedIn("director3", in: store)
        try await Self.record(.statement, 20, of: director, in: record, by: own, "事发前两天已书面报告医护不足，未获增派；请予考虑。")
        try await Self.endSessions(of: "director3", in: store)
    }

    private static func record(
        _ kind: CaseAct.Kind,
        _ number: Int,
        of person: CaseRecord.Person? = nil,
        in record: CaseRecord,
        by store: Store,
        _ words: String
    ) async throws {
        guard let id = FactID("018f0000-0000-7000-a000-0000000000\(number < 10 ? "0" : "")\(number)") else {
            return
        }
        let at = try await store.ladderPolicy().asOf
        _ = try await store.record(
            try CaseAct(id: id, kind: kind, term: person?.term, words: words, at: at),
            in: record.id
        )
    }

    /// The records as the holder of that account sees them in person, through a session that `endSessions` ends.
    private static func signedIn(_ account: String, in store: Store) async throws -> Store {
        let origin = LoginOrigin(address: "", agent: "demo")
        guard
            case .signedIn(let secret) = try await store.signIn(
                name: account,
                password: password,
                from: origin
            )
        else { throw StoreError.notSignedIn }
        return store.acting(for: .holder(AccessKey(secret: secret), address: ""))
    }

    private static func endSessions(of account: String, in store: Store) async throws {
        for session in try await store.sessions(of: account).elements {
            try await store.endSession(session.id, of: account)
        }
    }
}
