import ArgumentParser
import Compliance
import AuditLog
import Store
import StrictJSON

/// Makes the key that signs, shows its public half, and puts another in its place.
struct AuditKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: Wording.both("Make, show or rotate the sealing key.", "生成、显示或更换封存密钥。"),
        discussion: Wording.about(
            """
            从未封存过的县，在 LAZARET_SEAL_KEY 处生成密钥，并把公钥写到标准输出：
            请把它另存一份，放在管数据库的人改不到的地方。加 --rotate，先以一条记录
            宣布新密钥，由旧密钥封存，然后换用新的。

            遗失的密钥宣布不了后继。加 --lost 仍可生成新的，理由记录在案。代价是：
            此后记录里没有什么能说明新密钥是您的，每次核验都会停在这里，除非核验的
            人为它作保（audit verify --vouch 编号）。请把它的编号和最后一个树头写在
            纸上，并请人见证。
            """,
            """
            Makes the county's key beside LAZARET_SEAL_KEY where nothing was ever sealed,
            and writes its public half to standard output: keep a copy of that where the
            database's keepers cannot change it. With --rotate, an entry announces the
            new key and is sealed under the old one; then the new one is the county's.

            A key that is lost cannot announce its successor. --lost makes one all the
            same, and puts the reason on record. What that costs: nothing in the record
            shows from then on that the new key is yours, so every verification fails at
            it unless whoever verifies vouches for it (audit verify --vouch ID). Write
            its id and the last head on paper, and have it witnessed.
            """,
            examples: """
                lazaret audit key > seal.pub
                lazaret audit key --rotate > seal-2.pub
                """
        )
    )

    @ArgumentParser.Flag(
        help: .both("Announce a new key under the old one, and put it in its place.", "用旧密钥宣布新密钥，并换上新的。")
    )
    var rotate = false

    @ArgumentParser.Flag(
        help: .both(
            "The last key is lost for good: go on with one that nothing announces.",
            "上一个密钥已永久遗失：换用没有宣布过的新密钥。"
        )
    )
    var lost = false

    @Option(
        help: .both(
            "How the key was lost, for the record; with --lost.",
            "密钥怎样遗失，记录在案；与 --lost 同用。",
            value: "text"
        )
    )
    var reason: String?

    @OptionGroup var options: CountyOptions

    func validate() throws {
        guard !(rotate && lost) else { throw ValidationError("Give --rotate or --lost, not both.") }
        let isGiven = reason?.unicodeScalars.contains { !$0.properties.isWhitespace } ?? false
        guard lost == isGiven else { throw ValidationError("Give --lost together with --reason.") }
    }

    func run() async throws {
        let settings = try Settings()
        let file = try SealKeyFile.required(settings, county: options.county ?? settings.county)
        let key =
            if rotate {
                try await rotated(file)
            } else if lost {
                try await replaced(file, settings)
            } else if file.isOwn, let key = try file.read() {
                key
            } else {
                try await options.withStore { try await file.key(for: $0, making: true) }
            }
        let publicKey = key.publicKey
        try options.say(
            .object([
                ("id", .string(publicKey.id)), ("publicKey", .string(publicKey.pem)),
                ("file", .string(file.path)),
            ]),
            or: String(publicKey.pem.dropLast()),
            else: Text(
                zh: "密钥 \(publicKey.id) 已就位；lazaret audit key 会再显示它的公钥。",
                en:
                    "The key \(publicKey.id) is in its place; 'lazaret audit key' shows its public half again."
            )
        )
    }

    private func rotated(_ file: SealKeyFile) async throws -> SealKey {
        let new = SealKey()
        try await options.withStore { store in
            let old = try await file.key(for: store, making: false)
            // What waits is sealed first: a key that does not follow announces nothing.
            try await store.seal(with: old, now: { .now })
            try await store.note(
                "rotate",
                "key/\(new.publicKey.id)",
                after: new.publicKey.digest
            )
            try await store.seal(with: old, now: { .now })
            try file.replace(old, with: new)
        }
        return new
    }

    private func replaced(_ file: SealKeyFile, _ settings: Settings) async throws -> SealKey {
        guard settings.token == nil else { throw StoreError.forbidden }
        return try await options.withStore { store in
            guard let last = try await store.sealingState().lastKey else {
                throw CommandError(
                    zh: "县 \(store.county.code) 的记录还没有封存过；请运行 lazaret audit key。",
                    en:
                        "Nothing of the county \(store.county.code) was ever sealed; run 'lazaret audit key'."
                )
            }
            if let key = try file.read(), try await store.follows(key.publicKey) {
                throw CommandError(
                    zh: "密钥 \(key.publicKey.id) 没有遗失，仍可封存；更换请用 --rotate。",
                    en:
                        "The key \(key.publicKey.id) is not lost: it can seal. Use --rotate to change it."
                )
            }
            guard !file.isOwn else {
                throw CommandError(
                    zh: "\(file.path) 里是另一把密钥；请先把它移开。",
                    en: "\(file.path) holds another key; move it away first."
                )
            }
            let new = SealKey()
            try await store.replaceLost(with: new.publicKey, reason: reason ?? "")
            try file.put(new)
            Terminal.note(
                Text(
                    zh:
                        "密钥 \(last) 之后由未经宣布的密钥 \(new.publicKey.id) 接续。今后每次核验都须由核验者担保：lazaret audit verify --vouch \(new.publicKey.id)。请把它和最后一个树头写在纸上，另行保存。",
                    en:
                        "After \(last) follows the key \(new.publicKey.id), which nothing announces. From now on whoever verifies has to vouch for it: 'lazaret audit verify --vouch \(new.publicKey.id)'. Write it down on paper with the last head, and keep that elsewhere."
                )[.ofShell]
            )
            return new
        }
    }
}
