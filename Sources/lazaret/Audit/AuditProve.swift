import ArgumentParser
import AuditLog
import Store
import StrictJSON
import Web

/// Proves that an entry is in the record.
struct AuditProve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove that an entry was sealed, as JSON. 证明一条记录已封存(JSON)。",
        discussion: """
            The proof needs no database and no Lazaret: docs/verify_proof.py checks it
            in thirty lines. Example:

              lazaret audit prove 1234 > proof.json
              python3 docs/verify_proof.py proof.json seal.pub
            """
    )

    @Argument(help: ArgumentHelp("The entry's number.", valueName: "number"))
    var number: Int

    @OptionGroup var keys: PublicKeyOptions
    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let publicKeys = try keys.read(settings, county: options.county ?? settings.county)
        let proof = try await options.withStore { [number] store in
            try await store.note("read", "audit/\(number)")
            return try await store.proof(ofEntry: number)
        }
        let id = TreeHead(proof.head.text)?.key
        try Terminal.say(JSON.writePretty(proof.json(publicKeys.first { $0.id == id })))
    }
}
