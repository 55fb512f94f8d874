/// What is wrong with a record: the first thing that a verification met.
package enum Fault: Error, Sendable, Hashable {
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
