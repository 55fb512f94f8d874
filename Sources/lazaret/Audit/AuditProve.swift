import ArgumentParser
import AuditLog
import Compliance
import Store
import StrictJSON
import Web

/// Proves that an entry is in the record.
struct AuditProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: Wording.both("Prove that an entry was sealed, as JSON.", "证明一条记录已封存（JSON）。"),
        discussion: Wording.about(
            """
            标准错误上用文字说明这条记录是否与封存时一致；它或其后的记录被改动过的，
            退出码为 1。核对证明不需要数据库，也不需要 Lazaret：docs/verify_proof.py
            三十行即可。
            """,
            """
            Standard error says in words whether the entry is what was sealed; exit code 1
            where it, or the record after it, was changed. The proof needs no database and
            no Lazaret: docs/verify_proof.py checks it in thirty lines.
            """,
            examples: """
                lazaret audit prove 1234 > proof.json
                python3 docs/verify_proof.py proof.json seal.pub
                """
        )
    )

    @Argument(help: .both("The entry's number.", "记录的号码。", value: "number"))
    var number: Int

    @OptionGroup var keys: PublicKeyOptions
    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let publicKeys = try keys.read(settings, county: options.county ?? settings.county)
        let (proof, standing) = try await options.withStore { [number] store in
            try await store.note("read", "audit/\(number)")
            return (try await store.proof(ofEntry: number), try await store.standing(ofEntry: number))
        }
        try Terminal.say(JSON.writePretty(proof.json(publicKeys)))
        let said = EntryStandingWords(number, standing, keys: Set(publicKeys))
        Terminal.note(said.sentences.map { $0[.ofShell] }.joined(separator: "\n"))
        if !said.isWell { throw ExitCode(CommandFailure.Code.refused.rawValue) }
    }
}
