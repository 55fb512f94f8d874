import StrictJSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    @Test("One line, members in their order, control characters escaped")
    func oneLine() {
        let node = Node.object([
            ("b", .array([1, true, .null, "x"])), ("gone", nil), ("a", "\"\\/\n\r\t\u{1}\u{7F}隔😀"),
            ("e", .object([])), ("n", Node(.number("-0.50"))),
        ])
        #expect(
            JSON.write(node)
                == "{\"b\":[1,true,null,\"x\"],\"a\":\"\\\"\\\\/\\n\\r\\t\\u0001\u{7F}隔😀\",\"e\":{},\"n\":-0.50}"
        )
    }

    @Test("Over several lines, indented by two spaces")
    func pretty() {
        let node = Node.object([("a", .array([1, .object([("b", .null)])])), ("c", .array([]))])
        #expect(
            JSON.writePretty(node) == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": []
                }
                """
        )
    }

    @Test(
        "What is written is read back the same",
        arguments: [
            #"{"a":[1,2.50,-3e-7],"b":{"c":"\u0001\u2028\\"},"d":[[],{}]}"#, #""""#, "[null,true,false]",
        ]
    )
    func roundTrip(text: String) throws {
        let node = try JSON.read(Array(text.utf8))
        for written in [JSON.write(node), JSON.writePretty(node)] {
            #expect(try JSON.read(Array(written.utf8)) == node)
        }
    }
}
