import Crypto
import HTTPTypes
import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Papers
@testable import Store
@testable import Web

/// The files of a closed week: offered on its page, given by the API, the PDF kept as it was made at closing.
@Suite struct WeekPaperPageTests {
    /// The Wednesday after the week of the samples.
    private static let now = Samples.now.adding(seconds: 7 * 86_400)
    private static let address = "/weeks/2021-W33"

    private static func digest(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test(.timeLimit(.minutes(10))) func aClosedWeekIsGivenOutInEveryFormat() async throws {
        try await Server.running(now: Self.now) { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            for format in PaperFormat.allCases {
                let none = try await client.get("/api/v1\(Self.address)/report.\(format.rawValue)")
                #expect(none.status == 404, "\(format)")
            }
            let open = try await browser.get(Self.address, admin)
            #expect(open.text.contains("封存以后才有 PDF、Word、Excel 等文件") && !open.text.contains("report.pdf"))
            let closed = try await client.post("/api/v1\(Self.address)/close", json: "{}")
            #expect(closed.status == 201, "\(closed.text)")
            let said = try JSON.read(closed.body)
            let kept = try #require(said["paper"]?["digest"]?.string)
            #expect(said["noPaper"] == nil)

            let page = try await browser.get(Self.address, admin)
            #expect(page.text.contains(kept) && page.text.contains("存档") && !page.text.contains("/paper?"))
            let starts: [PaperFormat: String] = [
                .pdf: "%PDF-", .docx: "PK", .xlsx: "PK", .csv: "\u{FEFF}\"集中隔离点检查周报\"",
                .json: "{\"format\":2",
            ]
            for (format, start) in starts {
                let path = "/api/v1\(Self.address)/report.\(format.rawValue)"
                #expect(page.text.contains("href=\"\(path)?revision=1\""))
                let file = try await client.get(path)
                #expect(file.status == 200 && Array(file.body).starts(with: start.utf8), "\(format)")
                #expect(file.headers["content-type"] == format.mediaType)
                #expect(
                    file.headers["content-disposition"]
                        == "attachment; filename=\"week-2021-W33-1.\(format.rawValue)\""
                )
            }
            let pdf = try await client.get("/api/v1\(Self.address)/report.pdf")
            #expect(Self.digest(Array(pdf.body)) == kept)
            let report = try await client.get("/api/v1\(Self.address)/report")
            #expect(try await client.get("/api/v1\(Self.address)/report.json").body == report.body)
            let english = try await client.get("/api/v1\(Self.address)/report.csv?lang=en")
            #expect(english.text.contains("\"Weekly report on isolation sites\""))
            // The share of whoever has to mend something; whose is none, and of the bytes, is refused.
            let share = try await client.get("/api/v1\(Self.address)/report.csv?responsible=director")
            #expect(share.status == 200 && share.text.contains("隔离点负责人的整改清单"))
            #expect(
                page.text.contains("report.pdf?revision=1&amp;responsible=director")
                    == share.text.contains("\"A-")
            )
            for path in ["report.csv?responsible=nobody", "report.json?responsible=director"] {
                #expect(try await client.get("/api/v1\(Self.address)/\(path)").status == 400)
            }
            // Once is enough.
            let again = try await client.post("/api/v1\(Self.address)/paper", json: "{}")
            #expect(try JSON.read(again.body)["digest"]?.string == kept)
            #expect(again.status == 200)
        }
    }

    @Test(.timeLimit(.minutes(10))) func whereNoneWasKeptAtClosingItIsMadeLater() async throws {
        let week = try #require(ISOWeek("2021-W33"))
        // As where what makes it is missing: the week is closed, and no PDF is kept.
        try await Server.running(now: Self.now, prepare: { store, _ in try await store.closeWeek(week) }) {
            client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let page = try await browser.get(Self.address, admin)
            #expect(
                page.text.contains("还没有存档的 PDF") && page.text.contains("\(Self.address)/paper?revision=1")
            )
            let leader = try await browser.get(Self.address, client.browser(of: "leader"))
            #expect(leader.text.contains("还没有存档的 PDF") && !leader.text.contains("/paper?"))
            let made = try await client.get("/api/v1\(Self.address)/report.pdf")
            #expect(made.status == 200)
            for _ in 1...2 {
                let kept = try await browser.post("\(Self.address)/paper?revision=1", form: [], admin)
                #expect(kept.status == 303 && kept.headers["location"] == "\(Self.address)?revision=1")
            }
            #expect(try await browser.get(Self.address, admin).text.contains(Self.digest(Array(made.body))))
        }
    }

    @Test(arguments: PaperRefusal.allCases)
    func whyThereIsNoneIsSaidInWords(refusal: PaperRefusal) {
        let said = refusal.refusal
        #expect(said.kind.status.code == 503 && said.detail == refusal.message)
        // Waiting installs nothing, and makes nothing smaller.
        let passes: Set<PaperRefusal> = [.busy, .outOfTime, .interrupted]
        #expect((said.headers[.retryAfter] != nil) == passes.contains(refusal))
        let lacks: Set<PaperRefusal> = [.noPython, .noTypst, .noDocx, .noFonts]
        #expect(said.detail.en.contains("scripts/install") == lacks.contains(refusal))
    }
}
