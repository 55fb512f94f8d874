package import Compliance
package import Store

extension DemoCounty {
    /// The password of every demo account: known to everybody, and so only for a county that does not exist.
    package static let password = "yuning demo county"

    /// One account for each role, and a second inspector; each can sign in at once.
    package static let accounts: [NewAccount] =
        [
            account("admin", "县卫健委值班管理员", [.administrator]),
            account("inspector1", "县卫健委检查一组组长", [.inspector]),
            account("inspector2", "县卫健委检查二组组长", [.inspector]),
            account("supervision", "县纪委监委督查室", [.supervision]),
            account("leader", "县分管领导", [.leader]),
            account("auditor", "县审计专员", [.auditor]),
            account("director3", "三号乡镇隔离点负责人", [.director], ["director@T-03"]),
        ]
        .compactMap(\.self)

    /// Makes those accounts that are not there yet.
    package static func addAccounts(to store: Store) async throws {
        _ = try await store.add(accounts.map { ($0, password) }, isFinal: true)
    }

    private static func account(
        _ name: String,
        _ display: String,
        _ roles: [Role],
        _ duties: [String] = []
    ) -> NewAccount? {
        let form = AccountForm(name: name, display: display, roles: roles.map(\.rawValue), duties: duties)
        return try? form.account()
    }
}
