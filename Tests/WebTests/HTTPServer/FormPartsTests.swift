import Testing

@testable import HTTPServer

/// Forms with files, read as they come.
@Suite struct FormPartsTests {
    private static func part(_ head: String, _ content: String) -> String {
        "--x1\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
    }

    /// What is read of the body that comes in pieces of so many bytes, pieces of files put together.
    private static func read(_ body: String, piece: Int = .max) throws -> [String] {
        var parts = try #require(
            FormParts(contentType: "multipart/form-data; boundary=x1", longestField: 1_000)
        )
        var (said, rest): ([String], ArraySlice<UInt8>) = ([], Array(body.utf8)[...])
        var file: [UInt8] = []
        while !rest.isEmpty {
            parts.take(rest.prefix(piece))
            rest = rest.dropFirst(piece)
            while let part = try parts.next() {
                switch part {
                case .field(let name, let value): said.append("\(name)=\(value)")
                case .file(let field, let name): said.append("\(field):\(name)")
                case .piece(let bytes): file += bytes
                case .fileEnd:
                    said.append("[\(String(decoding: file, as: UTF8.self))]")
                    file = []
                }
            }
        }
        try parts.finish()
        return said
    }

    /// Two files between fields; the first holds all but a delimiter.
    private static let form =
        part("name=\"csrf\"", "token") + part("name=\"note.A1\"", "两行\r\n--x")
        + part(
            "name=\"file.A1\"; filename=\"照片 1.jpg\"\r\nContent-Type: image/jpeg",
            "\r\n--x\r\n\r\n--\r\n-"
        )
        + part("name=\"file.A1\"; filename=\"\"\r\nContent-Type: application/octet-stream", "")
        + part("name=\"file.A2\"; filename=\"b\"", "B") + part("name=\"end\"", "") + "--x1--\r\n"

    @Test(arguments: [1, 2, 3, 5, 7, 64, 100_000])
    func aFormIsTheSameInWhateverPiecesItComes(piece: Int) throws {
        #expect(
            try Self.read(Self.form, piece: piece) == [
                "csrf=token", "note.A1=两行\r\n--x", "file.A1:照片 1.jpg", "[\r\n--x\r\n\r\n--\r\n-]", "file.A1:",
                "[]", "file.A2:b", "[B]", "end=",
            ]
        )
    }

    @Test(
        arguments: [
            // No end; an end and something behind it; another boundary; a part that is none; a field of 1001 bytes; a head
            // that does not end; a name twice.
            part("name=\"a\"", "1"), part("name=\"a\"", "1") + "--x1--\r\nmore", "--other\r\n", "--x1xx",
            part("name=\"a\"", String(repeating: "y", count: 1_001)) + "--x1--\r\n",
            "--x1\r\nX: " + String(repeating: "y", count: 5_000),
            part("name=\"a\"; name=\"b\"", "1") + "--x1--",
            part("name=\"a\"; filename=\"b\"", "cut off").dropLast(2) + "--x1--", "",
        ]
        .map { String($0) }
    )
    func whatIsNoFormIsRefused(body: String) {
        #expect(throws: Refusal.self) { try Self.read(body) }
        #expect(throws: Refusal.self) { try Self.read(body, piece: 1) }
    }

    /// Three files, of 5 bytes each and 8 bytes together at most: what is left out is said, and the rest is here.
    @Test func whatGoesBeyondTheBoundsIsLeftOutAndSaid() async throws {
        var bounds = FormFile.Bounds()
        (bounds.files, bounds.each, bounds.together) = (3, 5, 8)
        bounds.account = "li"
        var receiver = FormFile.Receiver(bounds)
        for (name, content) in [("a", "12345"), ("b", "123456"), ("c", "1234"), ("d", "123"), ("", "")] {
            receiver.begin("file", name)
            for byte in content.utf8 { receiver.take([byte]) }
            receiver.end()
        }
        let files = receiver.files
        #expect(files.map(\.name) == ["a", "b", "c", "d"])
        #expect(files.map(\.loss) == [nil, .tooLarge(5), .tooMuch(8), .tooMany(3)])
        var read: [[UInt8]] = []
        try await files[0].read(2) { read.append($0) }
        #expect(read == [[0x31, 0x32], [0x33, 0x34], [0x35]])
        try await files[1].read(2) { _ in Issue.record("nothing of it is here") }
    }

    /// Room for 10 bytes, 6 of them for one account at most.
    @Test func oneAccountLeavesRoomForOthers() throws {
        let room = FormRoom(inAll: 10, each: 6)
        try room.take(5, for: "li")
        #expect(throws: FormRoom.Full.forAccount(6)) { try room.take(2, for: "li") }
        try room.take(1, for: "li")
        try room.take(4, for: "zhao")
        #expect(throws: FormRoom.Full.forAll) { try room.take(1, for: "zhao") }
        #expect(throws: FormRoom.Full.forAll) { try room.take(1, for: "sun") }
        // What was refused holds nothing.
        room.giveBack(6, of: "li")
        try room.take(6, for: "sun")
        #expect(throws: FormRoom.Full.forAll) { try room.take(1, for: "li") }
    }

    /// Nobody in particular: whoever may not is let send nothing.
    @Test func filesOfNobodyAreLeftOut() {
        var receiver = FormFile.Receiver(FormFile.Bounds())
        receiver.begin("file", "a")
        receiver.take([1])
        receiver.end()
        #expect(receiver.files.map(\.loss) == [.notAllowed])
    }
}
