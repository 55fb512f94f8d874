import ArgumentParser

/// Works on the record: the audit log and its seals.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: Wording.both("The sealed record: verify, prove, list.", "审计记录：核验、证明、查看。"),
        discussion: Wording.about(
            """
            每次变更是一条记录，每条记录是散列树的一片叶子，每个树头都有签名。这能
            证明什么，见 docs/record.md。
            """,
            """
            Every change is an entry, every entry a leaf of a hash tree, every head of
            the tree signed. docs/record.md says what that proves.
            """
        ),
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
        help: .both(
            "Public keys, PEM, of all that ever signed; those beside LAZARET_SEAL_KEY otherwise.",
            "签过名的全部公钥（PEM）；不写则用 LAZARET_SEAL_KEY 旁边的。",
            value: "file"
        )
    )
    var files: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: .both(
            "Keys, by their ids, that you know to have followed a lost one though nothing announces them.",
            "您确知是接替遗失密钥的新密钥，写编号，虽然没有记录宣布它们。",
            value: "id"
        )
    )
    var vouch: [String] = []
}
