import Compliance
import Store
import StrictJSON

extension DemoCounty {
    /// Issues the standards in force to the sites that lack them, but for two townships, and records guidance at every third
    /// of the township sites. What is there already stays as it is.
    ///
    /// Issues are dated by the database's clock, which is given back, and so come after every visit of the demo county.
    func handDown(into store: Store) async throws -> Instant {
        let handed = try await store.handedDown(now: now)
        let day = Day(handed.asOf)
        for version in handed.versions where version.hasBegun(on: day) {
            let codes = handed.sites
                .filter { site in
                    !Self.withoutStandard.contains(site.site.code)
                        && site.standards.contains { $0.version == version && $0.issuance == nil }
                }
                .map(\.site.code)
            guard !codes.isEmpty else { continue }
            _ = try await store.issue(IssueForm.node(of: version.digests, to: codes), now: handed.asOf)
            for code in codes where version.siteKind == .townshipIsolation && Self.guided.contains(code) {
                // A minute from then counts as now, which lies after the issue.
                let form = guidance(at: code, on: version, given: handed.asOf.adding(seconds: 60))
                _ = try await store.record(guidance: form, now: handed.asOf)
            }
        }
        return handed.asOf
    }

    /// The commission owes these.
    private static let withoutStandard = ["T-05", "T-11"]
    private static let guided = ["T-01", "T-04", "T-07", "T-10", "T-13"]

    private func guidance(at code: String, on version: NamedVersion, given: Instant) -> Node {
        let number = code.utf8.suffix(2).map { String($0 - UInt8(ascii: "0")) }.joined()
        return .object([
            ("id", .string("01790000-0000-7000-8000-0000000000\(number)")), ("site", .string(code)),
            ("standard", version.digests.node), ("givenAt", .string("\(given)")),
            ("shown", "现场对照检查表讲解分区、值守和医护配比的最低要求"),
            ("attended", "隔离点负责人、乡镇分管领导"),
        ])
    }
}
