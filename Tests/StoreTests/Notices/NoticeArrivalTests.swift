import AuditLog
import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

@Suite("Notices: how they reach the director")
struct NoticeArrivalTests {
    @Test("The director acknowledges; whoever does not direct the site, or no more, does not")
    func acknowledged() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let issued = try await county.issue(1).notice.issuedAt
            let id = try InspectionRows.id(1)
            let (wang, sun) = (try await county.acting("wang"), try await county.acting("sun"))
            let (zhao, li) = (try await county.acting("zhao"), try await county.acting("li"))
            await #expect(throws: StoreError.notDirector) { try await zhao.acknowledge(.notice(id)) }
            await #expect(throws: StoreError.noNotice("\(id)")) { try await sun.acknowledge(.notice(id)) }
            await #expect(throws: StoreError.forbidden) { try await li.acknowledge(.notice(id)) }
            await #expect(throws: StoreError.forbidden) { try await county.shell.acknowledge(.notice(id)) }
            for _ in 0..<2 { try await wang.acknowledge(.notice(id)) }
            let arrival = try #require(try await county.shell.notice(of: id)?.arrival)
            #expect(
                arrival.how == .acknowledged && arrival.receivedBy == "wang" && arrival.reachedAt >= issued
            )
            #expect(arrival.reachedAt == arrival.recordedAt)
            #expect(try await county.people.said("acknowledge %").count == 1)
            // It reaches once.
            await #expect(throws: StoreError.arrived(.notice(id))) {
                try await li.handOver(.notice(id), try NoticeCounty.handOver(issued))
            }
        }
    }

    @Test("Whose term as director has ended acknowledges nothing")
    func formerDirector() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            try await county.issue(1)
            let wang = try await county.acting("wang")
            try await county.people.owner.run(
                "UPDATE posting SET held_to = '2021-08-20' WHERE site = 'T-01' AND duty = 'director'"
            )
            let id = try InspectionRows.id(1)
            await #expect(throws: StoreError.noNotice("\(id)")) { try await wang.acknowledge(.notice(id)) }
            #expect(try await county.shell.notice(of: id)?.arrival == nil)
        }
    }

    @Test(
        "Handed over on paper: not before it was issued, not in the future, not before the photograph came, once, by whoever files"
    )
    func handedOver() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let issued = try await county.issue(1).notice.issuedAt
            let id = try InspectionRows.id(1)
            let (wang, li) = (try await county.acting("wang"), try await county.acting("li"))
            func codes(_ at: Instant) async -> [String]? {
                let problems = await #expect(throws: Problems.self) {
                    try await li.handOver(.notice(id), try NoticeCounty.handOver(at))
                }
                return problems?.all.map(\.code)
            }
            #expect(await codes(issued.adding(seconds: -60)) == ["beforeIssue"])
            #expect(await codes(issued.adding(seconds: 1200)) == ["inFuture"])
            await #expect(throws: StoreError.forbidden) {
                try await wang.handOver(.notice(id), try NoticeCounty.handOver(issued))
            }
            // Nothing of the photograph has come; then a part of it; then all of it, from somebody else.
            #expect(await codes(issued) == ["unsent"])
            let upload = try await li.beginEvidence(size: NoticeCounty.photograph.count)
            _ = try await li.appendEvidence(upload.id, at: 0, Array(NoticeCounty.photograph.prefix(800)))
            #expect(await codes(issued) == ["unsent"])
            _ = try await UploadTests.send(NoticeCounty.photograph, to: wang)
            #expect(await codes(issued) == ["unsent"])
            #expect(try await county.shell.notice(of: id)?.arrival == nil)
            #expect(try await county.people.said("deliver %") == [])
            let rest = Array(NoticeCounty.photograph.dropFirst(800))
            guard case .received = try await li.appendEvidence(upload.id, at: 800, rest) else {
                Issue.record("it was not received")
                return
            }
            for _ in 0..<2 { try await li.handOver(.notice(id), try NoticeCounty.handOver(issued)) }
            let arrival = try #require(try await county.shell.notice(of: id)?.arrival)
            #expect(arrival.how == .handedOver && arrival.reachedAt == issued)
            #expect(arrival.receivedBy == "一号乡镇卫生院副院长" && arrival.witness == "县疾控中心检查员")
            #expect(arrival.photograph == Hash(of: NoticeCounty.photograph).hex && arrival.recordedBy == "li")
            #expect(!arrival.isPhotographPending)
            await #expect(throws: StoreError.arrived(.notice(id))) {
                try await li.handOver(.notice(id), try NoticeCounty.handOver(issued.adding(seconds: 1)))
            }
            await #expect(throws: StoreError.arrived(.notice(id))) { try await wang.acknowledge(.notice(id)) }
            let none = try InspectionRows.id(7)
            await #expect(throws: StoreError.noNotice("\(none)")) {
                try await li.handOver(.notice(none), try NoticeCounty.handOver(issued))
            }
        }
    }

    @Test("All that is wrong with a hand-over is said at once")
    func badHandOver() throws {
        let problems = #expect(throws: Problems.self) {
            try HandOver(
                reachedAt: nil,
                receivedBy: "a\u{0}b",
                witness: String(repeating: "长", count: 201),
                photograph: "12"
            )
        }
        #expect(problems?.all.map(\.code) == ["badTime", "badName", "badName", "badDigest"])
        let digest = String(repeating: "AB", count: 32)
        let taken = try HandOver(
            reachedAt: moment("08-18 09:00"),
            receivedBy: " 院长\t",
            witness: "村医",
            photograph: digest
        )
        #expect(taken.receivedBy == "院长" && taken.photograph == digest.lowercased())
    }

    @Test("For a case a deadline is never earlier than its hours counted from the arrival")
    func served() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1, answers: [("A-01", "no"), ("A-04", "no")])
            let notice = try await county.issue(1).notice
            let id = try InspectionRows.id(1)
            let before = try #require(try await county.shell.servedNotices(of: ["T-01"])["T-01"]?.first)
            #expect(before.visit == id && before.reachedAt == nil && before.deadline(of: "A-04") == nil)
            let picture = UploadTests.jpeg(600, 3)
            let handed = try HandOver(
                reachedAt: notice.issuedAt,
                receivedBy: "卫生院院长",
                witness: "村医",
                photograph: Hash(of: picture).hex
            )
            _ = try await UploadTests.send(picture, to: county.acting("li"))
            try await county.acting("li").handOver(.notice(id), handed)
            // On record without its photograph, as releases before took it, it counts once that is here.
            try await county.losePhotographs()
            let pending = try await county.shell.servedNotices(of: ["T-01"])["T-01"]?.first
            #expect(pending?.reachedAt == nil)
            #expect(try await county.shell.notice(of: id)?.arrival?.isPhotographPending == true)
            _ = try await UploadTests.send(picture, to: county.acting("li"))
            #expect(try await county.shell.notice(of: id)?.arrival?.isPhotographPending == false)
            let served = try #require(try await county.shell.servedNotices(of: ["T-01"])["T-01"]?.first)
            #expect(
                served.deadlines["A-04"]?.at == moment("08-19 09:00") && served.deadlines["A-04"]?.hours == 24
            )
            #expect(served.deadline(of: "A-04") == notice.issuedAt.adding(seconds: 24 * 3600))
            #expect(served.deadline(of: "A-01") == notice.issuedAt.adding(seconds: 72 * 3600))
            #expect(served.deadline(of: "B-02") == nil)
            // 5, 10:00 reached, deadline 6, 10:00 (domain §7): what the notice says binds where that is later.
            let late = ServedNotice(
                visit: id,
                reachedAt: moment("08-05 10:00"),
                deadlines: ["A-04": .init(hours: 24, at: moment("08-09 10:00"))]
            )
            #expect(late.deadline(of: "A-04") == moment("08-09 10:00"))
        }
    }
}
