import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// What administrators do to the register by its pages: shown first, done once confirmed.
@Suite struct RegisterPagesTests {
    /// The value of the hidden field.
    private static func hidden(_ name: String, in page: String) throws -> String {
        let found = page.firstMatch(
            of: try Regex("name=\"\(name)\" value=\"([^\"]*)\"", as: (Substring, Substring).self)
        )
        return String(try #require(found?.1))
    }

    private static func fields(_ page: String) -> [(String, String)] {
        let form = page[
            (page.firstRange(of: "<form method=\"post\" action=\"/sites")?.lowerBound ?? page.endIndex)...
        ]
        return form.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
            .map { (String($0.1), String($0.2)) }
    }

    @Test(.timeLimit(.minutes(3))) func aDutyIsTakenOverOnceThatWasConfirmed() async throws {
        try await Server.running { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            // Below the minimum on 18 August, under whoever directed the site then.
            let filed = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing(901)))
            try #require(filed.status == 201, "\(filed.text)")
            let takeover = [
                ("action", "start"), ("duty", "director"), ("person", "新院长"), ("from", "2021-08-01"),
            ]
            let shown = try await browser.post("/sites/T-01/register", form: takeover, admin)
            #expect(shown.status == 200)
            for part in ["柳河乡卫生院院长", "新院长", "2021-06-01 至 2021-07-31", "不达标的检查 1 次"] {
                #expect(shown.text.contains(part), "\(part)")
            }
            let before = try await browser.get("/sites/T-01/register", admin)
            #expect(!before.text.contains("新院长"))

            let fields = Self.fields(shown.text)
            #expect(fields.map(\.0) == ["csrf", "action", "duty", "person", "from", "edition"])
            let done = try await browser.post("/sites/T-01/register", form: fields, admin)
            #expect(done.status == 303 && done.headers["location"] == "/sites/T-01/register?done=duty")
            let page = try await browser.get("/sites/T-01/register?done=duty", admin)
            #expect(page.text.contains("已登记。") && page.text.contains("新院长"))
            // Confirmed once more: the register is of another edition.
            #expect(try await browser.post("/sites/T-01/register", form: fields, admin).status == 409)

            // What corrects says why.
            let id = try Self.hidden("term", in: page.text)
            let correction = [
                ("action", "correct"), ("term", id), ("person", "柳河乡原院长"), ("from", "2021-06-01"),
                ("last", "2021-07-31"),
            ]
            let refused = try await browser.post("/sites/T-01/register", form: correction, admin)
            #expect(refused.status == 422 && refused.text.contains("请写明理由"))
            let why = [("reason", "称谓有误")]
            let asked = try await browser.post("/sites/T-01/register", form: correction + why, admin)
            #expect(asked.text.contains("称谓有误"))
            let corrected = try await browser.post(
                "/sites/T-01/register",
                form: Self.fields(asked.text),
                admin
            )
            #expect(corrected.status == 303)
            let after = try await browser.get("/sites/T-01/register", admin)
            #expect(after.text.contains("已更正或撤销的说法") && after.text.contains("柳河乡原院长"))
            // A reader sees the same without forms.
            let reader = try await browser.get("/sites/T-01/register", client.browser(of: "leader"))
            #expect(reader.status == 200 && !reader.text.contains("<form method=\"post\" action=\"/sites"))
        }
    }

    @Test(.timeLimit(.minutes(3))) func aTownshipIsRenamedAndAVisitWithdrawn() async throws {
        try await Server.running { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let name = [("name", "柳河街道"), ("english", "Liuhe Subdistrict"), ("from", "2021-08-17")]
            let refused = try await browser.post("/townships/TS-01", form: name, admin)
            #expect(refused.status == 422 && refused.text.contains("请写明理由"))
            let said = name + [("reason", "撤乡设街道")]
            let renamed = try await browser.post("/townships/TS-01", form: said, admin)
            #expect(renamed.status == 303)
            let list = try await browser.get("/townships", admin)
            #expect(list.text.contains("柳河街道") && list.text.contains("至 2021-08-16：柳河乡"))
            let site = try await browser.get("/sites/T-01", admin)
            #expect(site.text.contains("至 2021-08-16：柳河乡集中隔离点 · 柳河乡"))

            let filed = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing(901)))
            try #require(filed.status == 201, "\(filed.text)")
            let address = "/inspections/\(Samples.id(901))"
            let offered = try await browser.get(address, admin).text.contains("\(address)/withdrawal")
            #expect(offered)
            let mayNot = try await browser.get(address, client.browser(of: "inspector"))
            let isOffered = mayNot.text.contains("withdrawal")
            #expect(mayNot.status == 200 && !isOffered)
            let nothing = try await browser.post("\(address)/withdrawal", form: [("reason", " ")], admin)
            #expect(nothing.status == 422)
            let done = try await browser.post("\(address)/withdrawal", form: [("reason", "点位选错")], admin)
            #expect(done.status == 303 && done.headers["location"] == address)
            let page = try await browser.get(address, admin)
            #expect(page.text.contains("已撤销，不计入任何数字") && page.text.contains("点位选错"))
            #expect(!page.text.contains("提出更正") && !page.text.contains("\(address)/withdrawal"))
            #expect(try await browser.get("/sites/T-01", admin).text.contains("从未检查"))
            let again = try await browser.get("\(address)/withdrawal", admin)
            #expect(again.text.contains("这次检查已经撤销"))
        }
    }
}
