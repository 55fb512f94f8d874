import ArgumentParser

/// Works on the record: the audit log and its seals.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: Wording.both("The sealed record: verify, prove, list.", "审计记录：核验、证明、查看。"),
        discussion: """
            Every change is an entry, every entry a leaf of a hash tree, every head of
            the tree signed. docs/record.md says what that proves.
            """,
        subcommands: [
            AuditVerify.self, AuditProve.self, AuditList.self, AuditSeal.self, AuditKey.self,
        ]
    )
}

/// Which public keys signatures are checked with.
struct PublicKeyOptions: ParsableArguments {
    @Option(
        name: .customLong("public-key"),
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Public keys, PEM, of all that ever signed; those beside LAZARET_SEAL_KEY otherwise.",
            valueName: "file"
        )
    )
    var files: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Keys, by their ids, that you know to have followed a lost one though nothing announces them.",
            valueName: "id"
        )
    )
    var vouch: [String] = []
}
