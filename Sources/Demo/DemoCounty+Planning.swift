import Compliance
import Store

extension DemoCounty {
    /// Says how often checkpoints and zones are visited, and draws unannounced visits to three township sites in the week
    /// that follows; what was drawn nobody knows before it is time. Dated by the database's clock.
    func plan(in store: Store, asOf: Instant) async throws {
        let today = Day(asOf)
        for kind in [SiteKind.checkpoint, .zone] {
            let form = CadenceForm.node(
                kind: kind.rawValue,
                days: "14",
                daysBelow: "3",
                from: "\(today)",
                reason: "县疫情防控指挥部会议纪要"
            )
            try await store.setCadence(form, now: asOf)
        }
        let form = DrawForm.node(
            id: "01790000-0000-7000-8000-0000000000f1",
            kinds: [SiteKind.townshipIsolation.rawValue],
            visits: "3",
            team: "2",
            from: "\(today + 1)",
            to: "\(today + 7)"
        )
        try await store.commitDraw(form, now: asOf)
    }
}
