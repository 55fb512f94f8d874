import Testing

/// What a command says that fails, in which language, and with which exit code.
@Suite struct CommandFailureTests {
    @Test(arguments: [
        (["show", "inspection", "nonsense"], 1, "There is no inspection 'nonsense'."),
        (["show", "site", "K-77"], 1, "There is no site 'K-77'."),
        (["week", "2021-W54"], 2, "There is no week '2021-W54'"),
        (["week", "last"], 2, "There is no week 'last'"),
        (["file", "no-such-file.json"], 2, "no-such-file.json"),
        (["file", "--jobs", "0", "-"], 2, "--jobs must be from 1 to 64."),
        (["import", "sites", "README.md"], 1, "README.md"),
        (
            ["week", "--county", "nowhere"], 69,
            "There is no county 'nowhere' in the database; there is: test."
        ),
    ])
    func whatIsWrongIsSaidInWords(_ arguments: [String], _ code: Int32, _ words: String) async throws {
        let database = try await CheckpointCounty.shared.url
        let shell = Shell(["DATABASE_URL": database, "LAZARET_COUNTY": "test"])
        let said = try await shell.run(arguments)
        #expect(said.code == code)
        #expect(said.error.contains(words), "\(said.error)")
        #expect(said.output.isEmpty)
    }

    @Test func nobodyAnswersIsTryAgain() async throws {
        let said = try await Shell(["DATABASE_URL": "host=/nonexistent dbname=x"]).run("week")
        #expect(said.code == 75)
        #expect(said.error.contains("The database did not answer"))
    }

    @Test func theLanguageIsTheShells() async throws {
        let shell = Shell([
            "DATABASE_URL": try await CheckpointCounty.shared.url, "LAZARET_COUNTY": "test",
            "LC_ALL": "zh_CN.UTF-8",
        ])
        let said = try await shell.run("show", "site", "K-77")
        #expect(said.error.contains("没有编号为“K-77”的点位。"))
    }
}
