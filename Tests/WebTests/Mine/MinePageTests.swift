import StrictJSON
import Testing

@testable import Compliance
@testable import HTTPServer
@testable import Store
@testable import Web

/// What is asked of a director, by the own page and the API. By the server's clock it is 18 August 2021, 10:00.
@Suite struct MinePageTests {
    private static func filing(_ number: Int, at site: String) -> String {
        let made = Samples.filing(number, at: site)
        let members = (made.object ?? [])
            .map { member -> (String, Node?) in
                (member.name, member.name == "answers" ? .object([("A-01", "no")]) : member.value)
            }
        return JSON.write(.object(members))
    }

    private static func texts() throws -> Texts { try #require(try Resources().texts[.zh]) }

    @Test(.timeLimit(.minutes(3))) func aDirectorBeginsWithWhatIsAskedAtTheOwnSite() async throws {
        try await Server.running { client in
            for (number, site) in [(901, "T-01"), (902, "T-02")] {
                let filed = try await client.post("/api/v1/inspections", json: Self.filing(number, at: site))
                try #require(filed.status == 201, "\(filed.text)")
            }
            let (browser, director) = (client.stranger, client.browser(of: "director"))
            let first = try await browser.get("/", director)
            #expect(first.status == 303 && first.headers["location"] == "/mine")

            let page = try await browser.get("/mine", director)
            #expect(page.status == 200 && page.text.contains("href=\"/sites/T-01/gaps/A-01#answer-heading\""))
            #expect(page.text.contains("待整改 1 项") && page.text.contains("文字说明、照片"))
            // A-01 is no critical item: by it alone, all others not looked at, the site is not below.
            #expect(page.text.contains("尚缺：因不符合项而低于最低要求的检查"))
            #expect(page.text.contains("href=\"/sites/T-01/accountability\""))
            #expect(!page.text.contains("T-02") && page.text.contains("怎样说明情况"))
            // A holder whose term is over, or who never had one, is asked nothing.
            let nobody = try await browser.get("/mine", client.browser(of: "holder"))
            #expect(nobody.status == 200 && nobody.text.contains("您今天没有在任何点位任职"))
            for who in ["inspector", "administrator", "supervision", "leader", "auditor"] {
                #expect(try await browser.get("/mine", client.browser(of: who)).status == 403)
            }

            let answer = try JSON.read(try await browser.get("/api/v1/mine", director).body)
            let sites = answer["sites"]?.array ?? []
            #expect(sites.compactMap { $0["site"]?["code"]?.string } == ["T-01"])
            #expect(sites.first?["duties"]?.array?.compactMap(\.string) == ["director"])
            let gap = sites.first?["gaps"]?.array?.first
            #expect(gap?["item"]?.string == "A-01" && sites.first?["openGaps"]?.number == "1")
            #expect(gap?["proof"]?.array?.compactMap(\.string) == ["photo"])
            let conditions = sites.first?["accountability"]?["conditions"]?.array ?? []
            #expect(
                conditions.compactMap { $0["condition"]?.string } == [
                    "standard", "guidance", "notice", "again",
                ]
            )
        }
    }

    /// A gap found five days before, to be mended within 72 hours: two days over.
    @Test func eachStateSaysWhatComesNext() throws {
        let texts = try Self.texts()
        let site = OwnSitePart(Samples().ownSite(nil), id: "site-1", now: Samples.now, texts)
        #expect(site.gaps.map(\.left) == ["已超 2 天", "已超 2 天", nil, nil, nil])
        let next = ["nextOverdue", "nextReturnedLate", "nextSubmitted", "nextWaiting"]
            .map { texts("mine.\($0)") }
        #expect(site.gaps.map(\.next) == next + ["点位已迁址换号，请在 T-4 下办理。"])
        #expect(site.gaps.map(\.isToMend) == [true, true, false, false, false])
        #expect(site.gaps.map { $0.answerAddress != nil } == [true, true, false, false, false])
        #expect(site.gaps.map(\.colour?.code) == ["red", "red", nil, nil, nil])
        #expect(site.gaps.compactMap(\.returnedFor) == ["照片看不清"])
        #expect(site.gaps[0].proof == "文字说明、照片")
        // Nine open, seven of them the reader's and five of these here; one notice withdrawn; the version that waits for the director.
        #expect(site.moreGaps == "另有 2 项可由您报送、未在此列出，见台账。")
        #expect(site.otherGaps == "另有 2 项未销号，由其他责任人报送。")
        #expect(site.notices.map(\.remark) == [nil, "检查已撤销"])
        #expect(site.summary.contains("待整改 2 项、其中超期 2 项、已报送或复查达标、等检查员的 3 项、未在此列出的 2 项"))
    }

    /// Nothing was sent here, so no answer was returned either.
    @Test func aVisitThatWasNotAcceptedIsNoAnswer() throws {
        let texts = try Self.texts()
        let waiting = Samples().gap(waiting: true)
        let said = GapVerification(
            of: .visit(Samples.id(301)),
            verdict: .returned,
            reason: "没有更换",
            at: Samples.now.adding(seconds: -3600),
            by: "inspector2",
            entry: 703
        )
        let record = GapRecord(
            site: waiting.site,
            item: waiting.item,
            life: GapLife(findings: waiting.life.findings, submissions: [], verifications: [said]),
            visits: waiting.visits,
            verifications: [said],
            goesOnAs: nil,
            ownDuties: [.director]
        )
        let gap = try #require(OwedGap(record, now: Samples.now, texts))
        #expect(gap.returnedFor == "没有更换")
        #expect(gap.next == texts(gap.isOverdue ? "mine.nextSentBackLate" : "mine.nextSentBack"))
    }

    @Test func howLongThereIsAndTheColour() throws {
        let texts = try Self.texts()
        let found = Samples.now.adding(seconds: -5 * 86_400)  // due 72 hours later
        func left(_ hours: Int) throws -> (String?, String?) {
            let record = try #require(Samples().ownSite(nil).gaps.first)
            let gap = OwedGap(record, now: found.adding(seconds: hours * 3600), texts)
            return (gap?.left, gap?.colour?.code)
        }
        #expect(try left(1) == ("还剩 2 天", nil))
        #expect(try left(25) == ("还剩 47 小时", nil))
        #expect(try left(48) == ("还剩 24 小时", "blue"))
        #expect(try left(72) == ("还剩 0 小时", "blue"))
        #expect(try left(73) == ("已超 1 小时", "red"))
    }

    @Test func theConditionsSayWhatTheyRestOn() throws {
        let texts = try Self.texts()
        let whole = OwnAccountability(Samples().accountability(), texts)
        #expect(whole.conditions.map(\.standing) == ["已有记录", "已有记录", "已有记录", "已有记录"])
        #expect(whole.conditions[0].evidence == "2021-07-29 10:00 下发、2021-07-29 11:00 签收")
        #expect(whole.conditions[1].evidence == "2021-07-29 12:00 指导")
        #expect(whole.conditions[2].visit == "2021-08-13 10:00 的检查")
        #expect(whole.conditions[3].evidence == "涉及 A-01")
        #expect(whole.outcome.hasPrefix("四项条件现在都有记录，自 2021-08-17 10:00 起"))
        #expect(whole.doubts.count == 1)
        let part = OwnAccountability(Samples().accountability([.receipt, .laterVisit]), texts)
        #expect(part.conditions.map(\.holds) == [false, true, true, false])
        #expect(part.conditions[3].standing == "尚缺：期限届满后的检查")
        #expect(part.outcome == "目前四项没有齐，不能据此启动问责程序。" && part.doubts.isEmpty)
    }
}
