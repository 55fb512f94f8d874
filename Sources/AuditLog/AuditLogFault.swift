package import Compliance

/// What is wrong with a record: the first thing that a verification met.
package enum AuditLogFault: Error, Sendable, Hashable {
    /// The entry is not what was sealed.
    case entryChanged(number: Int)
    /// The entry was sealed, and is gone.
    case entryMissing(number: Int)
    /// There is no leaf at the place.
    case positionMissing(Int)
    /// One of the entries, with its leaf, is not what was signed.
    case rootWrong(positions: ClosedRange<Int>, numbers: ClosedRange<Int>)
    /// The head of that size is no head of this county's.
    case headUnreadable(size: Int)
    case signatureWrong(size: Int)
    /// No public key was given that signed the head.
    case keyUnknown(size: Int, key: String)
    /// The head is signed by another key than the one before, and no sealed entry announces it.
    case keyUnannounced(size: Int, key: String)
    /// The head does not name the one before it.
    case chainBroken(size: Int)
    /// Leaves from that place on are under no head; `number` is the first of their entries.
    case headMissing(from: Int, number: Int)
    /// A head speaks of more leaves than there are.
    case leavesMissing(from: Int, size: Int)
    /// The root at that size is not the one known from elsewhere.
    case notAsPrinted(size: Int)
    /// The entry is neither sealed nor waiting to be.
    case entryUnsealed(number: Int)
    /// The entry waits to be sealed, and is gone.
    case entryLost(number: Int)
    /// The entry waits to be sealed, and is not what was written.
    case waitingChanged(number: Int)

    /// The entry that is named: the only one it can be, or the first of those it can be.
    package var number: Int? {
        switch self {
        case .entryChanged(let number), .entryMissing(let number), .headMissing(_, let number),
            .entryUnsealed(let number), .entryLost(let number), .waitingChanged(let number):
            number
        case .rootWrong(_, let numbers): numbers.lowerBound
        default: nil
        }
    }

    /// The same word in every language, for programs.
    package var code: String {
        switch self {
        case .entryChanged: "entryChanged"
        case .entryMissing: "entryMissing"
        case .positionMissing: "positionMissing"
        case .rootWrong: "rootWrong"
        case .headUnreadable: "headUnreadable"
        case .signatureWrong: "signatureWrong"
        case .keyUnknown: "keyUnknown"
        case .keyUnannounced: "keyUnannounced"
        case .chainBroken: "chainBroken"
        case .headMissing: "headMissing"
        case .leavesMissing: "leavesMissing"
        case .notAsPrinted: "notAsPrinted"
        case .entryUnsealed: "entryUnsealed"
        case .entryLost: "entryLost"
        case .waitingChanged: "waitingChanged"
        }
    }
}

extension AuditLogFault {
    /// In words, for whoever verifies.
    package var message: Text {
        switch self {
        case .entryChanged(let number):
            Text(zh: "第 \(number) 号记录在封存之后被改动。", en: "Entry \(number) was changed after it was sealed.")
        case .entryMissing(let number):
            Text(zh: "第 \(number) 号记录已封存，现在不见了。", en: "Entry \(number) was sealed, and is gone.")
        case .positionMissing(let position):
            Text(
                zh: "散列树第 \(position) 位的叶子不见了。",
                en: "The leaf at position \(position) of the tree is gone."
            )
        case .rootWrong(let positions, let numbers):
            numbers.count == 1
                ? Text(
                    zh: "第 \(numbers.lowerBound) 号记录连同其叶子被改动：与签名的树头不符。",
                    en:
                        "Entry \(numbers.lowerBound) was changed with its leaf: it is not what the head signed."
                )
                : Text(
                    zh:
                        "第 \(numbers.lowerBound) 至 \(numbers.upperBound) 号记录中有一条（树中第 \(positions.lowerBound) 至 \(positions.upperBound) 位）连同其叶子被改动：与签名的树头不符。",
                    en:
                        "One of the entries \(numbers.lowerBound) to \(numbers.upperBound) (positions \(positions.lowerBound) to \(positions.upperBound)) was changed with its leaf: they are not what the head signed."
                )
        case .headUnreadable(let size):
            Text(zh: "大小为 \(size) 的树头不是本县的树头。", en: "The head of size \(size) is no head of this county's.")
        case .signatureWrong(let size):
            Text(zh: "大小为 \(size) 的树头签名不对。", en: "The signature of the head of size \(size) is wrong.")
        case .keyUnknown(let size, let key):
            Text(
                zh: "大小为 \(size) 的树头由密钥 \(key) 签名，没有给出它的公钥。",
                en: "The head of size \(size) is signed by key \(key), whose public key was not given."
            )
        case .keyUnannounced(let size, let key):
            Text(
                zh: "从大小为 \(size) 的树头起换用密钥 \(key)，此前没有已封存的记录宣布它。",
                en:
                    "From the head of size \(size) on key \(key) signs, which no sealed entry before it announces."
            )
        case .chainBroken(let size):
            Text(
                zh: "大小为 \(size) 的树头没有接在前一个之后。",
                en: "The head of size \(size) does not follow the one before it."
            )
        case .headMissing(let position, let number):
            Text(
                zh: "从树中第 \(position) 位（第 \(number) 号记录）起没有树头：树头不见了。",
                en: "From position \(position) on (entry \(number)) there is no head: it is gone."
            )
        case .leavesMissing(let position, let size):
            Text(
                zh: "树应有 \(size) 个叶子，从第 \(position) 位起不见了。",
                en: "The tree should have \(size) leaves; from position \(position) on they are gone."
            )
        case .notAsPrinted(let size):
            Text(
                zh: "大小为 \(size) 的树根与给出的不同。",
                en: "The root of the tree of size \(size) is not the one given."
            )
        case .entryUnsealed(let number):
            Text(
                zh: "第 \(number) 号记录既没有封存，也不在等候封存。",
                en: "Entry \(number) is neither sealed nor waiting to be."
            )
        case .entryLost(let number):
            Text(
                zh: "第 \(number) 号记录在等候封存，现在不见了。",
                en: "Entry \(number) waits to be sealed, and is gone."
            )
        case .waitingChanged(let number):
            Text(
                zh: "第 \(number) 号记录在等候封存时被改动。",
                en: "Entry \(number) was changed while it waits to be sealed."
            )
        }
    }
}
