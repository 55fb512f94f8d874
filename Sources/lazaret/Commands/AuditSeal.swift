import ArgumentParser
import Compliance
import Record
import Store
import StrictJSON

/// Seals what waits, once.
struct AuditSeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: "Seal now what waits to be sealed. 立即封存等候的记录。",
        discussion: "A server does this by itself every ten seconds, and when a thousand wait."
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let key = try SealKeyFile.required(try Settings()).read()
        let sealed = try await Records.with(options) { try await $0.seal(with: key, now: { .now }) }
        options.say(
            .object([("sealed", .number(sealed))]),
            or: Text(zh: "封存了 \(sealed) 条记录。", en: "Sealed \(sealed) entries.")[.ofShell]
        )
    }
}
