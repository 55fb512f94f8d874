import StrictJSON
import Testing

@testable import Compliance
@testable import Store
@testable import HTTPServer
@testable import Web

/// Registers as files: what is in them, for whom.
@Suite struct RegisterFilesTests {
    /// A visit at which A-01 was not met.
    private static let filing = JSON.write(
        .object(
            (Samples.filing(911, at: "T-01").object ?? [])
                .map { member -> (String, Node?) in
                    (member.name, member.name == "answers" ? .object([("A-01", "no")]) : member.value)
                }
        )
    )

    /// The file's rows, as RFC 4180 has them, without its mark.
    private static func rows(_ answer: Client.Answer) -> [[String]] {
        answer.text.drop { $0 == "\u{FEFF}" }.split(separator: "\r\n")
            .map { line in line.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test(.timeLimit(.minutes(10))) func theyHaveTheFiguresOfTheirPages() async throws {
        try await Server.running { client in
            let filed = try await client.post("/api/v1/inspections", json: Self.filing)
            try #require(filed.status == 201, "\(filed.text)")
            let exact = try #require(try JSON.read(Array(filed.text.utf8))["score"]?.string)
            let score =
                exact.contains("/") ? try #require(Rational(exact: exact)).rounded(decimals: 9) : exact

            let sites = try await client.get("/api/v1/sites.csv?lang=en&q=T-01")
            #expect(sites.status == 200 && sites.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(sites.headers["content-length"] == "\(sites.body.count)")
            #expect(sites.headers["content-disposition"] == "attachment; filename=\"sites-2021-08-18.csv\"")
            let lines = Self.rows(sites)
            #expect(lines.count == 2 && lines[0][0] == "\"Site\"" && lines[1][0] == "\"T-01\"")
            let column = try #require(lines[0].firstIndex(of: "\"Score\""))
            #expect(lines[1].contains(score) && lines[1].firstIndex(of: score) ?? 0 >= column)

            let visits = Self.rows(try await client.get("/api/v1/inspections.csv?lang=en&site=T-01"))
            #expect(visits.count == 2 && visits[1][1] == "\"T-01\"" && visits[1].contains(score))
            let none = try await client.get("/api/v1/inspections.csv?from=2021-08-19")
            #expect(Self.rows(none).count == 1)
            let people = Self.rows(try await client.get("/api/v1/inspectors.csv?lang=en"))
            let signed = try #require(
                try JSON.read(Array(Self.filing.utf8))["inspectors"]?.array?.compactMap(\.string)
            )
            #expect(people.dropFirst().map { $0[0] } == signed.map { "\"\($0)\"" })

            let page = try JSON.read(Array(try await client.get("/api/v1/gaps?state=all").text.utf8))
            let gaps = Self.rows(try await client.get("/api/v1/gaps.csv?state=all"))
            #expect(gaps.count - 1 == Int(page["total"]?.number ?? "") && gaps.count > 1)
            let severe = Self.rows(try await client.get("/api/v1/gaps.csv?state=all&severity=critical"))
            #expect(
                severe.count < gaps.count
                    || page["gaps"]?.array?
                        .allSatisfy {
                            $0["severity"]?.string == "critical"
                        } == true
            )

            let book = try await client.get("/api/v1/gaps.xlsx")
            #expect(book.status == 200 && book.body.starts(with: Array("PK".utf8)))
            for name in ["orders", "notices", "cases", "answers", "inspectors", "inspections", "sites"] {
                for format in ["csv", "xlsx"] {
                    let answer = try await client.get("/api/v1/\(name).\(format)")
                    #expect(answer.status == 200, "\(name).\(format): \(answer.status)")
                    #expect(answer.headers["content-length"] == "\(answer.body.count)")
                }
            }
            #expect(try await client.get("/api/v1/gaps.csv?severity=x").status == 422)
            #expect(try await client.get("/api/v1/inspections.csv?from=x").status == 422)
        }
    }

    @Test(.timeLimit(.minutes(10))) func aDirectorsFileHasTheOwnSiteAlone() async throws {
        try await Server.running { client in
            let director = client.browser(of: "director")
            let own = try await client.stranger.get("/api/v1/sites.csv", director)
            #expect(own.status == 200 && Self.rows(own).count == 2)
            let all = try await client.get("/api/v1/sites.csv")
            #expect(Self.rows(all).count == 4)
            #expect(try await client.stranger.get("/api/v1/cases.csv", director).status == 403)
        }
    }

    @Test("A file comes in the length that is said, compressed for nobody")
    func inItsLength() async throws {
        try await Server.running { client in
            for number in 921...930 {
                let filing = JSON.write(Samples.filing(number, at: "T-01"))
                #expect(try await client.post("/api/v1/inspections", json: filing).status == 201)
            }
            // Long enough that an answer of text would be compressed.
            let file = try await client.get("/api/v1/answers.csv", ["Accept-Encoding": "gzip"])
            #expect(file.status == 200 && file.body.count > 1400, "\(file.body.count)")
            #expect(file.headers["content-encoding"] == nil)
            #expect(file.headers["content-length"] == "\(file.body.count)")
        }
    }
}
