import CSodium
import Compliance
import Crypto
import Dispatch
import Foundation
import Synchronization

/// What scrypt (RFC 7914) makes of a password, and how it was made. r is 8 and p is 1; N is 2 to `cost`.
struct StretchedPassword: Sendable, Withheld {
    let salt: [UInt8]
    let cost: Int
    let bytes: [UInt8]

    /// N = 32,768: 32 MiB and some 60 ms for each password tried.
    static let usualCost = 15

    /// SHA-256 of it: what the database keeps and compares with.
    var verifier: [UInt8] { Array(SHA256.hash(data: bytes)) }
}

/// Those whose passwords are stretched: one at a time, on a thread of its own, so that a flood of logins takes one
/// core, and its memory once.
final class StretchingQueue: Sendable {
    /// The process has one core for it, whatever number of counties it serves.
    static let shared = StretchingQueue(most: 40)

    private let queue = DispatchQueue(label: "passwords", qos: .userInitiated)
    private let waiting = Mutex(0)
    /// Forty are some three seconds of work.
    private let most: Int
    /// What new passwords are stretched with.
    private let cost: Int

    init(most: Int, cost: Int = StretchedPassword.usualCost) {
        self.most = most
        self.cost = cost
    }

    /// A place in the queue: whoever has one may have passwords stretched.
    struct Slot: Sendable {
        fileprivate let queue: DispatchQueue
        fileprivate let cost: Int
    }

    /// Gives the closure a place, and takes it back afterwards. Throws `StoreError.busy` where too many have one: so
    /// ask before anything is counted or written.
    func admitting<Value: Sendable>(_ work: (Slot) async throws -> Value) async throws -> Value {
        let isAdmitted = waiting.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw StoreError.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await work(Slot(queue: queue, cost: cost))
    }
}

extension StretchingQueue.Slot {
    /// A new password, with a salt of its own.
    func new(_ password: String) async throws -> StretchedPassword {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return try await stretched(password, salt: salt, cost: cost)
    }

    /// A password stretched as it was before.
    func stretched(_ password: String, salt: [UInt8], cost: Int) async throws -> StretchedPassword {
        // The same characters may be typed as different code points (NFC, RFC 8265).
        let text = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let bytes = try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try Self.scrypt(text, salt, cost) }) }
        }
        return StretchedPassword(salt: salt, cost: cost, bytes: bytes)
    }

    /// libsodium's: compiled with optimisation in debug builds too, where Swift's packages take ten times as long.
    private static func scrypt(_ text: [UInt8], _ salt: [UInt8], _ cost: Int) throws -> [UInt8] {
        // Finds out what the processor can; later calls do nothing.
        guard sodium_init() >= 0 else { throw StoreError.unavailable(cause: "libsodium does not start") }
        var key = [UInt8](repeating: 0, count: 32)
        let code = unsafe crypto_pwhash_scryptsalsa208sha256_ll(
            text,
            text.count,
            salt,
            salt.count,
            1 << UInt64(cost),
            8,
            1,
            &key,
            key.count
        )
        guard code == 0 else { throw StoreError.unavailable(cause: "no memory to stretch a password") }
        return key
    }
}
