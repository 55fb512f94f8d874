import Compliance
import StrictJSON
import TestSupport
import Testing

@testable import HTTPServer
@testable import Web

/// What costs most to compare costs no input more than it weighs: 512 kB of it are answered, and what is not
/// stream-safe is refused by name. Unmended, one such form takes minutes.
@Suite struct WorstTextTests {
    private static let bytes = 512 << 10
    /// Generous: it is no matter of speed, and machines are busy. What plain letters take at the same moment is
    /// granted a hundred times over.
    private static let patience = Duration.seconds(90)

    struct Input: Sendable, CustomTestStringConvertible {
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

    static let inputs: [Input] = [
        Input(name: "a form's name, by a stranger") { client, worst in
            try await client.stranger.send("POST", "/login", form, Array("\(worst)=1".utf8))
        },
        Input(name: "a form's value", send: body("/inspect/T-01") { "action=file&escort=\($0)" }),
        Input(name: "a form's evidence", send: body("/inspect/T-01") { "evidence.A-01=\($0)" }),
        Input(name: "a form's code", send: body("/inspect/T-01") { "answer.\($0)=yes" }),
        Input(
            name: "a form's time",
            bytes: bytes / 4,
            send: body("/inspect/T-01") { "finishedAt=\($0)&startedAt=\($0)" }
        ),
        Input(name: "a form's end", send: body("/inspect/T-01") { "escort=x\($0)%20" }),
        Input(
            name: "a login's name",
            bytes: bytes / 4,
            send: body("/login") { "name=\($0)&password=\($0)&next=/\($0)" }
        ),
        Input(name: "JSON, a name", send: filing { "{\($0): 1}" }),
        Input(name: "JSON, an item's code", send: filing { "{\"answers\": {\($0): \"yes\"}}" }),
        Input(name: "JSON, a fact's name", send: filing { "{\"facts\": {\($0): \"yes\"}}" }),
        Input(
            name: "JSON, words",
            bytes: bytes / 4,
            send: filing {
                "{\"escort\": \($0), \"site\": \($0), \"kind\": \($0), \"id\": \($0), \"startedAt\": \($0)}"
            }
        ),
        Input(
            name: "JSON, an answer",
            bytes: bytes / 4,
            send: filing {
                "{\"answers\": {\"A-01\": {\"value\": \($0), \"note\": \($0), \"evidence\": [\($0)]}}}"
            }
        ),
        Input(name: "a draft") { client, worst in
            try await client.send(
                "PUT",
                "/api/v1/drafts/\(Samples.id(7))",
                ["Content-Type": "application/json"],
                Array("{\"site\": \"T-01\", \"escort\": \(JSON.write(.string(worst)))}".utf8)
            )
        },
        // HTTP takes no such letters in an address as they are, and says so in no words.
        Input(name: "an address", bytes: 12 << 10, isAnsweredInWords: false) { client, worst in
            try await client.get("/sites/\(worst)")
        },
        Input(name: "an address, escaped", bytes: 1200) { client, worst in
            try await client.get("/sites/\(escaped(worst))")
        },
        Input(name: "a query, escaped", bytes: 1200) { client, worst in
            try await client.get("/audit?actor=\(escaped(worst))")
        },
        Input(name: "a language, escaped", bytes: 1200) { client, worst in
            try await client.get("/login?lang=\(escaped(worst))")
        },
        Input(name: "a query, escaped, too long", bytes: 4 << 10, isAnsweredInWords: false) {
            client,
            worst in
            try await client.get("/login?\(escaped(worst))")
        },
        Input(name: "Accept-Language", bytes: 12 << 10, send: field("Accept-Language")),
        Input(name: "Accept-Encoding", bytes: 12 << 10, send: field("Accept-Encoding")),
        Input(name: "Cookie", bytes: 12 << 10, send: field("Cookie")),
        Input(name: "Authorization", bytes: 12 << 10, send: field("Authorization")),
        Input(name: "Content-Type", bytes: 12 << 10, send: field("Content-Type")),
        Input(name: "User-Agent", bytes: 12 << 10, send: field("User-Agent")),
        Input(name: "X-Forwarded-For", bytes: 12 << 10, send: field("X-Forwarded-For")),
    ]

    @Test func everyEntranceAnswersEveryWorstTextInTime() async throws {
        try await Server.running { client in
            for input in Self.inputs {
                let plain = try await ContinuousClock()
                    .measure {
                        _ = try await input.send(client, String(repeating: "a", count: input.bytes))
                    }
                for worst in WorstText.allCases where input.takes(worst) {
                    let text = worst.text(bytes: input.bytes)
                    let started = ContinuousClock.now
                    let answer = try await input.send(client, text)
                    let took = ContinuousClock.now - started
                    let what =
                        "\(input.name), \(worst.rawValue): \(answer.status) after \(took), plain \(plain)"
                    #expect(took < Self.patience + plain * 100, "\(what)")
                    #expect(answer.status < 500, "\(what)")
                    if !worst.isStreamSafe, input.isAnsweredInWords {
                        #expect(answer.status == 400, "\(what)")
                        #expect(
                            answer.text.contains(StreamSafe.zh) || answer.text.contains(StreamSafe.en),
                            "\(what)"
                        )
                    }
                    // What was entered into a form or draft is shown again, a quote in six letters; nothing else is.
                    let most = input.isShownAgain ? 15 * input.bytes : 60_000
                    #expect(answer.body.count < most, "\(what): \(answer.body.count) bytes")
                }
            }
            #expect(try await client.get("/readyz").status == 200)
        }
    }

    /// Many small things, which have to be as cheap as one large one.
    private static let many: [Input] = [
        Input(
            name: "codes",
            send: filing { _ in "{\"answers\": {\(members(2_000) { "B-\($0)misspelt" })}}" }
        ),
        Input(name: "names", send: filing { _ in "{\(members(40_000) { "n\($0)" })}" }),
        Input(
            name: "fields",
            send: body("/inspect/T-01") { _ in repeating(19_000) { "answer.x\($0)=yes" } }
        ),
        Input(
            name: "facts",
            send: filing { _ in "{\"facts\": {\(members(1_000) { "residents\($0)" })}}" }
        ),
        Input(
            name: "reasons",
            send: filing { _ in "{\"confirmations\": {\(members(40_000) { "reason\($0)" })}}" }
        ),
        Input(
            name: "fields of facts",
            send: body("/inspect/T-01") { _ in head(11) + repeating(19_000) { "fact.x\($0)=yes" } }
        ),
        Input(
            name: "fields of reasons",
            send: body("/inspect/T-01") { _ in head(12) + repeating(19_000) { "confirm.x\($0)=yes" } }
        ),
        Input(
            name: "fields that are not used",
            send: body("/inspect/T-01") { _ in head(13) + repeating(19_000) { "reason.x\($0)=yes" } }
        ),
        Input(name: "blanks", send: body("/inspect/T-01") { _ in repeating(19_000) { _ in "a=" } }),
    ]

    /// What makes a form of them that is reviewed, each of another visit.
    private static func head(_ number: Int) -> String {
        "id=\(Samples.id(number))&action=review&checklist=township-isolation&version=2021-08&"
    }

    private static func members(_ count: Int, _ name: (Int) -> String) -> String {
        (0..<count).map { "\"\(name($0))\": \"yes\"" }.joined(separator: ",")
    }

    private static func repeating(_ count: Int, _ field: (Int) -> String) -> String {
        (0..<count).map(field).joined(separator: "&")
    }

    /// Two contents of one draft with thousands of names that no checklist asks, apart from one another.
    @Test func manyNamesAreChosenAmongInTime() async throws {
        try await Server.running { client in
            let path = "/api/v1/drafts/\(Samples.id(9))"
            let kept = """
                {"site": "T-01", "checklist": "township-isolation", "answers": {\(Self.members(9_000) { "a\($0)" })},
                "facts": {\(Self.members(9_000) { "a\($0)" })}, "confirmations": {\(Self.members(9_000) { "a\($0)" })}}
                """
            let json = ["Content-Type": "application/json"]
            #expect(try await client.send("PUT", path, json, Array(kept.utf8)).status == 200)
            let fields = Self.repeating(5_000) { "answer.b\($0)=no&fact.b\($0)=no&confirm.b\($0)=no" }
            let form = "id=\(Samples.id(9))&checklist=township-isolation&version=2021-08&edition=0&\(fields)"
            let started = ContinuousClock.now
            func send(_ more: String) async throws -> Client.Answer {
                try await client.send("POST", "/inspect/T-01", Self.form, Array((form + more).utf8))
            }
            let choice = try await send("")
            #expect(choice.status == 412 && choice.body.count < 6 << 20, "\(choice.body.count)")
            // More than can be chosen among are counted: (9000 + 5000) of three kinds, and what the head has.
            let rows = choice.text.ranges(of: "<fieldset class=\"pick\">").count
            #expect(rows == 1_000)
            let all =
                "&choosing=draft&edition=1&action=merge%23draft"
                + (0..<1_000).map { "&pick.answers.a\($0)=there" }.joined()
            let merged = try await client.send(
                "POST",
                "/inspect/T-01",
                Self.form,
                Array((form.replacing("edition=0&", with: "") + all).utf8)
            )
            #expect(merged.status == 303)
            #expect(try await client.get("/inspect/T-01?draft=\(Samples.id(9))").status == 200)
            #expect(ContinuousClock.now - started < Self.patience)
        }
    }

    @Test func manyNamesAreAnsweredInTime() async throws {
        try await Server.running { client in
            for input in Self.many {
                let started = ContinuousClock.now
                let answer = try await input.send(client, "")
                #expect(ContinuousClock.now - started < Self.patience, "\(input.name)")
                #expect([400, 422].contains(answer.status), "\(input.name): \(answer.status)")
            }
            let tooMany = Self.body("/inspect/T-01") { _ in Self.repeating(20_001) { _ in "a" } }
            #expect(try await tooMany(client, "").status == 413)
        }
    }
}

extension WorstTextTests.Input {
    /// Whether the text can be sent this way at all: quotes end a JSON string otherwise, and blanks an address.
    fileprivate func takes(_ worst: WorstText) -> Bool { bytes >= 128 << 10 || worst != .quotes }
}
