import Compliance
import StrictJSON

/// A form with any number of files (RFC 7578), read as it comes: fields in whole, files in pieces, in the order of the page.
/// Of what came no more is held than one field, or the length of a delimiter.
struct FormParts {
    /// What comes next.
    enum Part: Sendable, Hashable {
        case field(name: String, value: String)
        /// A file begins; the name is what its owner calls it, empty where none was chosen.
        case file(field: String, name: String)
        case piece([UInt8])
        /// The file that began is here in whole.
        case fileEnd
    }

    private enum Place {
        case delimiter, head
        case text(name: String)
        case file, fileEnd, end
    }

    private let delimiter: [UInt8]
    /// What came and was not given yet, behind a line end, so that the first delimiter is like any other.
    private var held = Array("\r\n".utf8)
    private var place = Place.delimiter
    private var parts = 0
    /// Before this no delimiter begins in `held`.
    private var searched = 0

    private static let mostParts = 20_000
    private static let longestHead = 4_096
    /// The most bytes of one field.
    private let longestField: Int

    /// nil where the type names no form, or no one boundary.
    init?(contentType: String, longestField: Int = bodyLimit) {
        guard let boundary = Multipart.boundary(of: contentType) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.longestField = longestField
    }

    /// Takes what came next.
    mutating func take(_ bytes: some Collection<UInt8>) { held += bytes }

    /// What can be told of it; nil where more has to come. Throws where it is no form.
    mutating func next() throws -> Part? {
        while true {
            switch place {
            case .delimiter:
                guard held.count >= delimiter.count + 2 else { return nil }
                guard held.starts(with: delimiter) else { throw Self.broken }
                let behind = Array(held[delimiter.count..<(delimiter.count + 2)])
                drop(delimiter.count + 2)
                if behind == Array("--".utf8) {
                    place = .end
                    continue
                }
                parts += 1
                guard behind == Array("\r\n".utf8), parts <= Self.mostParts else { throw Self.broken }
                place = .head
            case .head:
                let blank = Multipart.place(
                    of: Array("\r\n\r\n".utf8),
                    in: held,
                    from: 0,
                    to: min(held.count, Self.longestHead)
                )
                guard let blank else {
                    guard held.count < Self.longestHead else { throw Self.broken }
                    return nil
                }
                guard let head = Multipart.Head(held[..<blank]) else { throw Self.broken }
                drop(blank + 4)
                guard let name = head.fileName else {
                    place = .text(name: head.name)
                    continue
                }
                place = .file
                return .file(field: head.name, name: name)
            case .text(let name):
                guard let end = delimiterPlace() else {
                    guard held.count <= longestField + delimiter.count else {
                        throw Self.tooLong(longestField)
                    }
                    return nil
                }
                guard end <= longestField else { throw Self.tooLong(longestField) }
                guard let value = String(validating: held[..<end], as: UTF8.self) else { throw Self.broken }
                drop(end)
                place = .delimiter
                return .field(name: name, value: value)
            case .file:
                let end = delimiterPlace()
                let count = end ?? searched
                if end != nil { place = .fileEnd }
                guard count > 0 else {
                    if end == nil { return nil }
                    continue
                }
                let piece = Array(held.prefix(count))
                drop(count)
                return .piece(piece)
            case .fileEnd:
                place = .delimiter
                return .fileEnd
            case .end:
                guard held.isEmpty || Array("\r\n".utf8).starts(with: held) else { throw Self.broken }
                return nil
            }
        }
    }

    /// Throws unless the form ended where it had to.
    func finish() throws {
        guard case .end = place else { throw Self.broken }
    }

    /// Where the next delimiter is in what is held; nil where it has not come.
    private mutating func delimiterPlace() -> Int? {
        if let found = Multipart.place(of: delimiter, in: held, from: searched, to: held.count) {
            return found
        }
        searched = max(0, held.count - delimiter.count + 1)
        return nil
    }

    private mutating func drop(_ count: Int) {
        held.removeFirst(count)
        searched = 0
    }

    private static let broken = Refusal.malformed(
        "表单不完整或无法辨认。",
        "The form is incomplete or cannot be made out."
    )

    private static func tooLong(_ most: Int) -> Refusal {
        Refusal(
            .tooLarge,
            Text(
                zh: "表单里的一个字段最大 \(most >> 10) KiB。",
                en: "A field of a form may have up to \(most >> 10) KiB."
            )
        )
    }
}
