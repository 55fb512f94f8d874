import Compliance
import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Synchronization

/// What scrypt (RFC 7914) makes of a password, and how it was made. r is 8 and p is 1; N is 2 to `cost`.
struct StretchedPassword: Sendable, Withheld {
    let salt: [UInt8]
    let cost: Int
    let bytes: [UInt8]

    /// N = 32,768: 32 MiB and some 80 ms for each password tried.
    static let usualCost = 15

    /// SHA-256 of it: what the database keeps and compares with.
    var verifier: [UInt8] { Array(SHA256.hash(data: bytes)) }

    /// A new password, with a salt of its own.
    static func new(_ password: String) async throws -> StretchedPassword {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return try await StretchedPassword(password, salt: salt, cost: usualCost)
    }

    /// Stretches a password as it was stretched before. Throws `StoreError.busy` where too many wait for that.
    init(_ password: String, salt: [UInt8], cost: Int) async throws {
        // The same characters may be typed as different code points (NFC, RFC 8265).
        let text = Array(password.precomposedStringWithCanonicalMapping.utf8)
        self.salt = salt
        self.cost = cost
        bytes = try await Self.queue.run {
            let key = try KDF.Scrypt.deriveKey(
                from: text,
                salt: salt,
                outputByteCount: 32,
                rounds: 1 << cost,
                blockSize: 8,
                parallelism: 1
            )
            return unsafe key.withUnsafeBytes { bytes in unsafe Array(bytes) }
        }
    }

    private static let queue = StretchingQueue()
}

/// One password at a time on a thread of its own: a flood of logins takes one core, and its memory once.
private final class StretchingQueue: Sendable {
    private let queue = DispatchQueue(label: "passwords", qos: .userInitiated)
    private let waiting = Mutex(0)
    /// Some three seconds of work.
    private let most = 40

    func run(_ work: @escaping @Sendable () throws -> [UInt8]) async throws -> [UInt8] {
        let isAdmitted = waiting.withLock { count in
            guard count < most else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw StoreError.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}
