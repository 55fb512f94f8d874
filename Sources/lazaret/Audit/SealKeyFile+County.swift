import Compliance
import AuditLog
import Store

extension SealKeyFile {
    /// The key that the county's next head is to be signed with; where `making`, a new one for a county of which
    /// nothing was ever sealed.
    ///
    /// Throws where there is no key. Whether the key follows is for the sealing to say.
    func key(for store: Store, making: Bool) async throws -> SealKey {
        let last = try await store.sealingState().lastKey
        if let key = try read(), try await isFor(key, store, last: last) { return key }
        guard let last else {
            guard making else { throw CommandError.noSealKey(path) }
            return try make()
        }
        throw CommandError.sealKeyMissing(path, county: store.county.code, key: last)
    }

    /// Whether the key in the file is meant for the county: the county's own, or one from before that still follows.
    private func isFor(_ key: SealKey, _ store: Store, last: String?) async throws -> Bool {
        if isOwn || last != nil { return true }
        return try await store.follows(key.publicKey)
    }
}

extension CommandError {
    /// Nothing was ever sealed, and there is nothing to seal with.
    static func noSealKey(_ path: String) -> CommandError {
        CommandError(
            zh: "没有封存密钥文件 \(path)；请先运行 lazaret audit key。",
            en: "There is no sealing key at \(path); run 'lazaret audit key' first."
        )
    }

    /// A record goes on under its own key alone.
    static func sealKeyMissing(_ path: String, county: String, key: String) -> CommandError {
        CommandError(
            zh:
                "县 \(county) 的记录由密钥 \(key) 封存，而 \(path) 不在。请把它放回去，封存随即继续；不要另造密钥。如确已遗失，见 lazaret audit key --lost。",
            en:
                "The record of the county \(county) is sealed with the key \(key), and \(path) is not there. Put it back, and sealing goes on by itself; no other key will do. If it is lost for good, see 'lazaret audit key --lost'."
        )
    }
}
