import Compliance
import StrictJSON
import TestSupport
import Testing

@testable import HTTPServer
@testable import Web

/// What costs most to compare costs no entrance more than it weighs: 512 kB of it are answered, and what is not
/// stream-safe is refused by name. Unmended, one such form takes minutes.
@Suite struct WorstTextTests {
    private static let bytes = 512 << 10
    /// Generous: it is no matter of speed, and machines are busy. What plain letters take at the same moment is
    /// granted a hundred times over.
    private static let patience = Duration.seconds(30)

    struct Entrance: Sendable, CustomTestStringConvertible {
        let name: String
        /// What it takes of a text; less where HTTP takes less.
        var bytes = WorstTextTests.bytes
        /// Whether it says what is wrong with a text that is not stream-safe.
        var isAnsweredInWords = true
        let send: Send
        var isShownAgain: Bool { name.contains("form") || name.contains("login") || name.contains("draft") }
        var testDescription: String { name }
    }

    private static let form = ["Content-Type": "application/x-www-form-urlencoded"]

    typealias Send = @Sendable (Client, String) async throws -> Client.Answer

    private static func body(_ path: String, _ text: @escaping @Sendable (String) -> String) -> Send {
        { client, worst in
            try await client.send(
                "POST",
                path,
                form.merging(client.browser(of: "inspector")) { a, _ in a },
                Array(text(worst).utf8)
            )
        }
    }

    private static func filing(_ text: @escaping @Sendable (String) -> String) -> Send {
        { client, worst in
            try await client.post("/api/v1/inspections", json: text(JSON.write(.string(worst))))
        }
    }

    private static func field(_ name: String) -> Send {
        { client, worst in try await client.get("/sites", [name: worst]) }
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { "%" + String($0, radix: 16) }.joined()
    }

    static let entrances: [Entrance] = [
        Entrance(name: "a form's name, by a stranger") { client, worst in
            try await client.stranger.send("POST", "/login", form, Array("\(worst)=1".utf8))
        },
        Entrance(name: "a form's value", send: body("/inspect/T-01") { "action=file&escort=\($0)" }),
        Entrance(name: "a form's evidence", send: body("/inspect/T-01") { "evidence.A-01=\($0)" }),
        Entrance(name: "a form's code", send: body("/inspect/T-01") { "answer.\($0)=yes" }),
        Entrance(
            name: "a form's time",
            bytes: bytes / 4,
            send: body("/inspect/T-01") { "finishedAt=\($0)&startedAt=\($0)" }
        ),
        Entrance(name: "a form's end", send: body("/inspect/T-01") { "escort=x\($0)%20" }),
        Entrance(
            name: "a login's name",
            bytes: bytes / 4,
            send: body("/login") { "name=\($0)&password=\($0)&next=/\($0)" }
        ),
        Entrance(name: "JSON, a name", send: filing { "{\($0): 1}" }),
        Entrance(name: "JSON, an item's code", send: filing { "{\"answers\": {\($0): \"yes\"}}" }),
        Entrance(name: "JSON, a fact's name", send: filing { "{\"facts\": {\($0): \"yes\"}}" }),
        Entrance(
            name: "JSON, words",
            bytes: bytes / 4,
            send: filing {
                "{\"escort\": \($0), \"site\": \($0), \"kind\": \($0), \"id\": \($0), \"startedAt\": \($0)}"
            }
        ),
        Entrance(
            name: "JSON, an answer",
            bytes: bytes / 4,
            send: filing {
                "{\"answers\": {\"A-01\": {\"value\": \($0), \"note\": \($0), \"evidence\": [\($0)]}}}"
            }
        ),
        Entrance(name: "a draft") { client, worst in
            try await client.send(
                "PUT",
                "/api/v1/drafts/\(Samples.id(7))",
                ["Content-Type": "application/json"],
                Array("{\"site\": \"T-01\", \"escort\": \(JSON.write(.string(worst)))}".utf8)
            )
        },
        // HTTP takes no such letters in an address as they are, and says so in no words.
        Entrance(name: "an address", bytes: 12 << 10, isAnsweredInWords: false) { client, worst in
            try await client.get("/sites/\(worst)")
        },
        Entrance(name: "an address, escaped", bytes: 1200) { client, worst in
            try await client.get("/sites/\(escaped(worst))")
        },
        Entrance(name: "a query, escaped", bytes: 1200) { client, worst in
            try await client.get("/audit?actor=\(escaped(worst))")
        },
        Entrance(name: "a language, escaped", bytes: 1200) { client, worst in
            try await client.get("/login?lang=\(escaped(worst))")
        },
        Entrance(name: "a query, escaped, too long", bytes: 4 << 10, isAnsweredInWords: false) {
            client,
            worst in
            try await client.get("/login?\(escaped(worst))")
        },
        Entrance(name: "Accept-Language", bytes: 12 << 10, send: field("Accept-Language")),
        Entrance(name: "Accept-Encoding", bytes: 12 << 10, send: field("Accept-Encoding")),
        Entrance(name: "Cookie", bytes: 12 << 10, send: field("Cookie")),
        Entrance(name: "Authorization", bytes: 12 << 10, send: field("Authorization")),
        Entrance(name: "Content-Type", bytes: 12 << 10, send: field("Content-Type")),
        Entrance(name: "User-Agent", bytes: 12 << 10, send: field("User-Agent")),
        Entrance(name: "X-Forwarded-For", bytes: 12 << 10, send: field("X-Forwarded-For")),
    ]

    @Test func everyEntranceAnswersEveryWorstTextInTime() async throws {
        try await Server.running { client in
            for entrance in Self.entrances {
                let plain = try await ContinuousClock()
                    .measure {
                        _ = try await entrance.send(client, String(repeating: "a", count: entrance.bytes))
                    }
                for worst in WorstText.allCases where entrance.takes(worst) {
                    let text = worst.text(bytes: entrance.bytes)
                    let started = ContinuousClock.now
                    let answer = try await entrance.send(client, text)
                    let took = ContinuousClock.now - started
                    let what =
                        "\(entrance.name), \(worst.rawValue): \(answer.status) after \(took), plain \(plain)"
                    #expect(took < Self.patience + plain * 100, "\(what)")
                    #expect(answer.status < 500, "\(what)")
                    if !worst.isStreamSafe, entrance.isAnsweredInWords {
                        #expect(answer.status == 400, "\(what)")
                        #expect(
                            answer.text.contains(StreamSafe.zh) || answer.text.contains(StreamSafe.en),
                            "\(what)"
                        )
                    }
                    // What was entered into a form or draft is shown again, a quote in six letters; nothing else is.
                    let most = entrance.isShownAgain ? 15 * entrance.bytes : 60_000
                    #expect(answer.body.count < most, "\(what): \(answer.body.count) bytes")
                }
            }
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    /// Many small things, which have to be as cheap as one large one.
    private static let many: [Entrance] = [
        Entrance(
            name: "codes",
            send: filing { _ in "{\"answers\": {\(members(2_000) { "B-\($0)misspelt" })}}" }
        ),
        Entrance(name: "names", send: filing { _ in "{\(members(40_000) { "n\($0)" })}" }),
        Entrance(
            name: "fields",
            send: body("/inspect/T-01") { _ in repeating(19_000) { "answer.x\($0)=yes" } }
        ),
        Entrance(name: "blanks", send: body("/inspect/T-01") { _ in repeating(19_000) { _ in "a=" } }),
    ]

    private static func members(_ count: Int, _ name: (Int) -> String) -> String {
        (0..<count).map { "\"\(name($0))\": \"yes\"" }.joined(separator: ",")
    }

    private static func repeating(_ count: Int, _ field: (Int) -> String) -> String {
        (0..<count).map(field).joined(separator: "&")
    }

    @Test func manyNamesAreAnsweredInTime() async throws {
        try await Server.running { client in
            for entrance in Self.many {
                let started = ContinuousClock.now
                let answer = try await entrance.send(client, "")
                #expect(ContinuousClock.now - started < Self.patience, "\(entrance.name)")
                #expect([400, 422].contains(answer.status), "\(entrance.name): \(answer.status)")
            }
            let tooMany = Self.body("/inspect/T-01") { _ in Self.repeating(20_001) { _ in "a" } }
            #expect(try await tooMany(client, "").status == 413)
        }
    }
}

extension WorstTextTests.Entrance {
    /// Whether the text can be sent this way at all: quotes end a JSON string otherwise, and blanks an address.
    fileprivate func takes(_ worst: WorstText) -> Bool { bytes >= 128 << 10 || worst != .quotes }
}
