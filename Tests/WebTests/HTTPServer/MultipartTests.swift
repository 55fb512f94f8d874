import Testing

@testable import HTTPServer

/// Forms that bring a file.
@Suite struct MultipartTests {
    private static let type = "multipart/form-data; boundary=----x1"

    private static func part(_ head: String, _ content: String) -> String {
        "------x1\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
    }

    private static func read(_ body: String, _ type: String = type) -> Multipart? {
        Multipart(Array(body.utf8), contentType: type)
    }

    @Test func fieldsAndTheFileAreRead() throws {
        let body =
            Self.part("name=\"csrf\"", "token") + Self.part("name=\"step\"", "")
            + Self.part(
                "name=\"file\"; filename=\"名册 1.csv\"\r\nContent-Type: text/csv",
                "a\r\n--b\r\n\r\n------x\r\nc"
            )
            + "------x1--\r\n"
        let form = try #require(Self.read(body))
        #expect(form.fields.map { "\($0.name)=\($0.value)" } == ["csrf=token", "step="])
        #expect(form.file?.name == "名册 1.csv")
        #expect(form.file?.bytes == Array("a\r\n--b\r\n\r\n------x\r\nc".utf8))
        #expect(Self.read(body, "Multipart/Form-Data; charset=utf-8; boundary=\"----x1\"") != nil)
    }

    @Test func aFileThatNobodyChoseIsNone() throws {
        let body = Self.part("name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream", "")
        let form = try #require(Self.read(body + "------x1--"))
        #expect(form.file == nil && form.fields.isEmpty)
    }

    @Test(
        arguments: [
            // No end; a part without a name; text that is no UTF-8 name; two files; one name twice; another boundary.
            part("name=\"a\"", "1"), part("filename=\"a\"", "1") + "------x1--",
            part("name=a", "1") + "------x1--",
            part("name=\"a\"; filename=\"1\"", "1") + part("name=\"b\"; filename=\"2\"", "2") + "------x1--",
            part("name=\"a\"; name=\"b\"", "1") + "------x1--", "--other\r\n\r\n\r\n--other--",
            "------x1\r\nContent-Type: text/plain\r\n\r\n1\r\n------x1--",
            "------x1\r\nContent-Disposition:\r\n\r\n1\r\n------x1--",
            "------x1\r\nContent-Disposition: form-data; name=\"a\"\r\nX: "
                + String(repeating: "y", count: 5_000)
                + "\r\n\r\n1\r\n------x1--",
            String(repeating: part("name=\"a\"", "1"), count: 5_001) + "------x1--", "",
        ]
    )
    func whatCouldBeReadInTwoWaysIsNoForm(body: String) { #expect(Self.read(body) == nil) }

    @Test(
        arguments: [
            "multipart/form-data", "multipart/form-data; boundary=",
            "multipart/form-data; boundary=a; boundary=----x1",
            "multipart/mixed; boundary=----x1", "multipart/form-data; boundary=\"a b\"",
        ]
    )
    func theBoundaryIsOneAndPlain(type: String) {
        #expect(Self.read(Self.part("name=\"a\"", "1") + "------x1--", type) == nil)
    }

    @Test func aLongRowOfBeginningsOfTheEndTakesNoLongerThanItsLength() {
        let started = ContinuousClock.now
        #expect(Self.read(Self.part("name=\"a\"", String(repeating: "\r\n------x", count: 400_000))) == nil)
        #expect(ContinuousClock.now - started < .seconds(20))
    }
}
