import Postgres
import Testing

@testable import Compliance
@testable import Store

@Suite("Many sign in at once")
struct LockOrderTests {
    @Test(
        "Logins of crossed names and addresses, right and wrong, meet no deadlock",
        .timeLimit(.minutes(10))
    )
    func crossed() async throws {
        try await CountyWithAccounts.with { county in
            let names = ["one", "two", "three"]
            var right: [[UInt8]] = []
            for name in names {
                try await county.add(name, .inspector)
                right.append(try await county.stretched(name))
            }
            // As many at a time as neither names nor addresses have to wait for.
            let said = await withTaskGroup(of: [String].self) { [right] group in
                for worker in 0..<12 {
                    group.addTask {
                        var said: [String] = []
                        for number in 0..<60 {
                            let (who, address) = ((worker + number) % 3, (worker / 3 + number / 3) % 2)
                            do {
                                // What is forgotten meanwhile crosses them too.
                                if worker == 0, number % 20 == 19 {
                                    try await county.ageOne("account \(names[who])")
                                }
                                let outcome = try await county.attempt(
                                    names[who],
                                    number % 50 == 49 ? [0] : right[who],
                                    from: "192.0.2.\(address)",
                                    in: county.owner
                                )
                                if case .signedIn = outcome { said.append("in") }
                            } catch {
                                said.append("\(error)")
                            }
                        }
                        return said
                    }
                }
                return await group.reduce(into: [String]()) { $0 += $1 }
            }
            #expect(said.filter { $0 != "in" } == [])
            // Most were right, and got in.
            #expect(said.count > 600)
        }
    }

    @Test(
        "Whoever signs in while the account is reset or disabled has nothing afterwards",
        arguments: ["reset", "disable"]
    )
    func meanwhile(verb: String) async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            let (store, _) = try await county.signedIn("inspector")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<12 {
                    group.addTask {
                        _ = try await county.attempt("inspector", right, from: "192.0.2.\(number)")
                    }
                    group.addTask {
                        // Its session may have ended.
                        _ = try? await store.issueToken(
                            of: "inspector",
                            name: "t\(number)",
                            scope: [.read],
                            days: 1
                        )
                    }
                }
                group.addTask {
                    if verb == "reset" {
                        _ = try await county.shell.reset("inspector", password: "another one to begin with")
                    } else {
                        _ = try await county.shell.disable("inspector")
                    }
                }
                try await group.waitForAll()
            }
            let open = try await county.owner.query(
                """
                SELECT (SELECT count(*) FROM session WHERE account = 'inspector' AND ended_at IS NULL) AS sessions,
                    (SELECT count(*) FROM api_token WHERE account = 'inspector' AND revoked_at IS NULL) AS tokens
                """
            )
            #expect(try open[0]["sessions"] == 0)
            #expect(try open[0]["tokens"] == 0)
        }
    }

    @Test("A token and a login wait for a reset that is under way, and then find what it left")
    func underWay() async throws {
        try await CountyWithAccounts.with { county in
            try await county.add("inspector", .inspector)
            let right = try await county.stretched("inspector")
            let (store, _) = try await county.signedIn("inspector")
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (started, begin) = AsyncStream<Void>.makeStream()
                group.addTask {
                    try await county.owner.transaction { transaction in
                        _ = try await transaction.query(
                            "UPDATE account SET verifier = sha256('x') WHERE name = 'inspector'"
                        )
                        begin.finish()
                        try await Task.sleep(for: .milliseconds(300))
                        _ = try await transaction.query("UPDATE session SET ended_at = clock_timestamp()")
                    }
                }
                for await _ in started {}
                group.addTask {
                    let outcome = try await county.attempt("inspector", right, from: "192.0.2.1")
                    #expect(outcome == .refused)
                }
                group.addTask {
                    // It waits for the reset, or comes after it.
                    let error = await #expect(throws: StoreError.self) {
                        try await store.issueToken(of: "inspector", name: "t", scope: [.read], days: 1)
                    }
                    #expect(error == .forbidden || error == .notSignedIn)
                }
                try await group.waitForAll()
            }
        }
    }
}

extension CountyWithAccounts {
    /// Sets the count of one subject back by more than a day, by its owner.
    fileprivate func ageOne(_ subject: String) async throws {
        _ = try await owner.query(
            "UPDATE login_failure SET last_at = clock_timestamp() - INTERVAL '2 days' WHERE subject = \(subject)"
        )
    }
}
