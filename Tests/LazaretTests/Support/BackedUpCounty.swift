import Testing

/// A county in a database of its own, with a key and a place for its backup.
struct BackedUpCounty {
    let url: String
    let folder: String
    let shell: Shell
    var key: String { folder + "/key" }
    var file: String { folder + "/backup" }

    func backUp() async throws {
        let said = try await shell.run("backup", "--to", file, "--key-file", key)
        try #require(said.code == 0, "\(said.error)")
    }

    func verify(_ file: String? = nil) async throws -> Shell.Said {
        try await shell.run("backup", "verify", file ?? self.file, "--key-file", key)
    }

    func restore(into url: String, _ flags: String...) async throws -> Shell.Said {
        try await Shell(["DATABASE_URL": url]).run(["restore", file, "--key-file", key] + flags)
    }
}
