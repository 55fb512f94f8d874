import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON

/// Seals what waits, once.
struct AuditSeal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seal",
        abstract: Wording.both("Seal now what waits to be sealed.", "立即封存等候的记录。"),
        discussion: Wording.about(
            "服务器每十秒自行封存一次，满一千条也封存。",
            """
            A server does this by itself every ten seconds, and when a thousand wait.
            """
        )
    )

    @OptionGroup var options: CountyOptions

    func run() async throws {
        let settings = try Settings()
        let file = try SealKeyFile.required(settings, county: options.county ?? settings.county)
        let sealed = try await options.withStore { store in
            try await store.seal(with: try await file.key(for: store, making: false), now: { .now })
        }
        try options.say(
            .object([("sealed", .number(sealed))]),
            or: Text(zh: "封存了 \(sealed) 条记录。", en: "Sealed \(sealed) entries.")[.ofShell],
            else: .doneAllTheSame
        )
    }
}
