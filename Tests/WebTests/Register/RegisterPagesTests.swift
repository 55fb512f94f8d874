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

    private static func fields(_ page: String, at place: String = "/sites") -> [(String, String)] {
        let form = page[
            (page.firstRange(of: "<form method=\"post\" action=\"\(place)")?.lowerBound ?? page.endIndex)...
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

    @Test(.timeLimit(.minutes(3))) func aSitesPastIsCorrectedOnceThatWasConfirmed() async throws {
        try await Server.running { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let filed = try await client.post("/api/v1/inspections", json: JSON.write(Samples.filing(901)))
            try #require(filed.status == 201, "\(filed.text)")
            let address = "/sites/T-01/register"
            let page = try await browser.get(address, admin)
            let opened = try Self.hidden("period", in: page.text)
            let period = [("action", "correct-period"), ("period", opened), ("opened", "2021-08-19")]
            let refused = try await browser.post(address, form: period, admin)
            #expect(refused.status == 422 && refused.text.contains("请写明理由"))
            let why = [("reason", "启用日写错")]
            let asked = try await browser.post(address, form: period + why, admin)
            #expect(asked.status == 200 && asked.text.contains("在案的 1 次检查将不在任何运行期内：2021-08-18"))
            #expect(asked.text.contains("在用点位减少 1 个"))
            let fields = Self.fields(asked.text)
            #expect(fields.map(\.0) == ["csrf", "action", "period", "opened", "reason", "edition"])
            let done = try await browser.post(address, form: fields, admin)
            #expect(done.status == 303 && done.headers["location"] == "\(address)?done=site")

            let described = [
                ("action", "correct-description"), ("name", "柳河旧校隔离点"), ("township", "TS-01"),
                ("address", "老学校"),
                ("capacity", "12"), ("latitude", "34.4"), ("longitude", "112.7"),
            ]
            let half = described.filter { $0.0 != "longitude" }
            let halfPlace = try await browser.post(address, form: half + why, admin)
            #expect(halfPlace.status == 422 && halfPlace.text.contains("纬度和经度要一起写"))
            let shown = try await browser.post(address, form: described + [("reason", "名称写错")], admin)
            #expect(shown.status == 200 && shown.text.contains("34.400000, 112.700000 (WGS-84)"))
            let corrected = try await browser.post(address, form: Self.fields(shown.text), admin)
            #expect(corrected.status == 303)
            // What was said, and why it is said otherwise, stands on the page for whoever reads the site.
            let reader = try await browser.get(address, client.browser(of: "leader"))
            for part in ["启用日写错", "名称写错", "柳河旧校隔离点", "运行期：\(opened)"] {
                #expect(reader.text.contains(part), "\(part)")
            }
            let site = try await browser.get("/sites/T-01", client.browser(of: "leader"))
            #expect(site.text.contains("纬度 34.400000，经度 112.700000（WGS-84）"))
            let data = try await client.get("/api/v1/sites/T-01")
            #expect(try JSON.read(Array(data.text.utf8))["place"]?["latitude"]?.string == "34.400000")
        }
    }

    @Test(.timeLimit(.minutes(3))) func aTownshipIsRenamedAndAVisitWithdrawn() async throws {
        try await Server.running { client in
            let (admin, browser) = (client.browser(of: "administrator"), client.stranger)
            let name = [("name", "柳河街道"), ("english", "Liuhe Subdistrict"), ("from", "2021-08-17")]
            let refused = try await browser.post("/townships/TS-01", form: name, admin)
            #expect(refused.status == 422 && refused.text.contains("请写明理由"))
            let said = name + [("reason", "撤乡设街道")]
            let noDay = [("name", "柳河街道"), ("from", " "), ("reason", "更名")]
            let undated = try await browser.post("/townships/TS-01", form: noDay, admin)
            #expect(undated.status == 422 && undated.text.contains("请写明日期"))
            // What it does to the weeks since then is shown first.
            let asked = try await browser.post("/townships/TS-01", form: said, admin)
            #expect(asked.status == 200 && asked.text.contains("周报里该乡镇"))
            let before = try await browser.get("/townships", admin)
            #expect(!before.text.contains("柳河街道"))
            let renaming = Self.fields(asked.text, at: "/townships")
            #expect(renaming.map(\.0) == ["csrf", "name", "english", "from", "reason", "edition"])
            let renamed = try await browser.post("/townships/TS-01", form: renaming, admin)
            #expect(renamed.status == 303)
            let again = try await browser.post("/townships/TS-01", form: renaming, admin)
            #expect(again.status == 409)
            let list = try await browser.get("/townships", admin)
            #expect(list.text.contains("柳河街道") && list.text.contains("至 2021-08-16：柳河乡"))
            #expect(list.text.contains("（理由：撤乡设街道）"))
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
            let form = try await browser.get("\(address)/withdrawal", admin)
            #expect(form.text.contains("2021-W33：T-01 变为本周未检查。"))
            #expect(form.text.contains("不再列为不达标（原为连续 1 次）"))
            let nothing = try await browser.post("\(address)/withdrawal", form: [("reason", " ")], admin)
            #expect(nothing.status == 422)
            let done = try await browser.post("\(address)/withdrawal", form: [("reason", "点位选错")], admin)
            #expect(done.status == 303 && done.headers["location"] == address)
            let page = try await browser.get(address, admin)
            #expect(page.text.contains("已撤销，不计入任何数字") && page.text.contains("点位选错"))
            #expect(!page.text.contains("提出更正") && !page.text.contains("\(address)/withdrawal"))
            #expect(try await browser.get("/sites/T-01", admin).text.contains("从未检查"))
            let done2 = try await browser.get("\(address)/withdrawal", admin)
            #expect(done2.text.contains("这次检查已经撤销"))
        }
    }
}
