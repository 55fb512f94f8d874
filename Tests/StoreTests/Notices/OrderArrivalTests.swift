import AuditLog
import Postgres
import StrictJSON
import Testing

@testable import Compliance
@testable import Store

/// An order urges somebody: that it reached the director is on record as of notices.
@Suite("Three-colour orders: how they reach the director")
struct OrderArrivalTests {
    private static let photo = UploadTests.jpeg(900)

    /// A red order about A-04 of T-01, under the id of that number.
    private static func issue(_ number: Int, _ county: NoticeCounty) async throws -> OrderRecord {
        try await county.acting("admin").issueOrder(InspectionRows.id(number), site: "T-01", item: "A-04")
    }

    private static func handOver(_ at: Instant, _ photograph: [UInt8] = photo) throws -> HandOver {
        try HandOver(
            reachedAt: at,
            receivedBy: "一号乡镇卫生院副院长",
            witness: "村医",
            photograph: Hash(of: photograph).hex
        )
    }

    @Test("The director acknowledges, once; nobody else, and nobody at the shell")
    func acknowledged() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let order = try await Self.issue(50, county)
            #expect(order.arrival == nil)
            let paper = ServedPaper.order(order.id)
            let wang = try await county.acting("wang")
            #expect(
                try await wang.ownSites(now: order.order.issuedAt).sites.first?.orders.map(\.id) == [order.id]
            )
            await #expect(throws: StoreError.notDirector) {
                try await county.acting("zhao").acknowledge(paper)
            }
            await #expect(throws: StoreError.noOrder("\(order.id)")) {
                try await county.acting("sun").acknowledge(paper)
            }
            for store in [try await county.acting("li"), county.shell] {
                await #expect(throws: StoreError.forbidden) { try await store.acknowledge(paper) }
            }
            for _ in 0..<2 { try await wang.acknowledge(paper) }
            let arrival = try #require(try await wang.order(order.id)?.arrival)
            #expect(arrival.how == .acknowledged && arrival.receivedBy == "wang" && arrival.photograph == nil)
            #expect(arrival.reachedAt >= order.order.issuedAt && arrival.reachedAt == arrival.recordedAt)
            #expect(try await county.people.said("acknowledge order/%").count == 1)
            #expect(try await wang.ownSites(now: arrival.reachedAt).sites.first?.orders == [])
            // It reaches once.
            await #expect(throws: StoreError.arrived(paper)) {
                try await county.acting("li").handOver(paper, Self.handOver(order.order.issuedAt))
            }
            // A later order says that this one arrived.
            let told = try #require(try await county.shell.orderContent("T-01", "A-04")).told
            #expect(told.map(\.what.zh) == ["签发红色督办单 \(order.order.number)", "督办单由隔离点负责人签收"])
            #expect(told.map(\.by) == [nil, nil])
        }
    }

    @Test("Whose term as director has ended acknowledges nothing; the next one does")
    func formerDirector() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let order = try await Self.issue(50, county)
            let wang = try await county.acting("wang")
            try await county.people.owner.run(
                "UPDATE posting SET held_to = '2021-08-20' WHERE site = 'T-01' AND duty = 'director'"
            )
            await #expect(throws: StoreError.noOrder("\(order.id)")) {
                try await wang.acknowledge(.order(order.id))
            }
            #expect(try await county.shell.order(order.id)?.arrival == nil)
        }
    }

    @Test(
        "Handed over: not before the issue, not in the future; the photograph is the recorder's to send, and readers' to see"
    )
    func handedOver() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let order = try await Self.issue(50, county)
            let (paper, issued) = (ServedPaper.order(order.id), order.order.issuedAt)
            let (wang, li) = (try await county.acting("wang"), try await county.acting("li"))
            func codes(_ at: Instant) async -> [String]? {
                let problems = await #expect(throws: Problems.self) {
                    try await li.handOver(paper, Self.handOver(at))
                }
                return problems?.all.map(\.code)
            }
            #expect(await codes(issued.adding(seconds: -60)) == ["beforeIssue"])
            #expect(await codes(issued.adding(seconds: 1200)) == ["inFuture"])
            await #expect(throws: StoreError.forbidden) {
                try await wang.handOver(paper, Self.handOver(issued))
            }
            // The photograph comes first, from whoever records it.
            #expect(await codes(issued) == ["unsent"])
            _ = try await UploadTests.send(Self.photo, to: wang)
            #expect(await codes(issued) == ["unsent"])
            #expect(try await county.people.said("deliver %") == [])
            _ = try await UploadTests.send(Self.photo, to: li)
            for _ in 0..<2 { try await li.handOver(paper, Self.handOver(issued)) }
            #expect(try await li.order(order.id)?.arrival?.isPhotographPending == false)
            // As releases before took it.
            try await county.losePhotographs()
            let before = try #require(try await li.order(order.id)?.arrival)
            #expect(before.how == .handedOver && before.reachedAt == issued && before.recordedBy == "li")
            #expect(before.isPhotographPending && before.isOwn && before.file == nil)
            func owed() async throws -> [Arrears.Line] {
                try await county.shell.arrears(now: issued).parts.filter { $0.kind == .photograph }
                    .flatMap(\.lines)
            }
            var missing = Arrears.Line(
                site: "T-01",
                siteName: try await owed().first?.siteName,
                since: Day(issued)
            )
            missing.order = order.id
            #expect(try await owed() == [missing])
            #expect(try await wang.order(order.id)?.arrival?.isOwn == false)
            // Another's bytes count for nothing here.
            let place = PhotographPlace(paper)
            _ = try await UploadTests.send(Self.photo, to: wang)
            #expect(try await li.order(order.id)?.arrival?.isPhotographPending == true)
            await #expect(throws: EvidenceRefusal.noFile) { try await li.openEvidence(at: place) }
            _ = try await UploadTests.send(Self.photo, to: li)
            let after = try #require(try await wang.order(order.id)?.arrival)
            #expect(!after.isPhotographPending && after.file?.size == 900 && after.file?.kind == .jpeg)
            #expect(try await wang.openEvidence(at: place).first == Self.photo)
            #expect(try await owed() == [])
            // Who does not read the order opens nothing.
            await #expect(throws: EvidenceRefusal.noFile) {
                try await county.acting("sun").openEvidence(at: place)
            }
            #expect(try await county.shell.orders(OrderFilter(state: .handedOver)).total == 1)
            #expect(try await county.shell.orders(OrderFilter(state: .onTheWay)).total == 0)
        }
    }

    @Test(
        "A photograph that cannot be shown is said to be one: the arrival stands, for an order and for a notice"
    )
    func unreadable() async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let notice = try await county.issue(1)
            let order = try await Self.issue(50, county)
            let li = try await county.acting("li")
            let visit = ServedPaper.notice(notice.visit)
            _ = try await UploadTests.send(Self.photo, to: li)
            for (paper, at) in [(visit, notice.notice.issuedAt), (.order(order.id), order.order.issuedAt)] {
                try await li.handOver(paper, Self.handOver(at))
            }
            try await li.keepCopy(of: Hash(of: Self.photo), .refused("damaged"))
            for paper in [visit, .order(order.id)] {
                let arrival = try #require(try await li.arrival(of: paper))
                #expect(arrival.unreadable == "damaged" && !arrival.isPhotographPending)
                await #expect(throws: EvidenceRefusal.noFile) {
                    try await li.evidenceCopy(at: PhotographPlace(paper), isSmall: false)
                }
                // The file itself is there for whoever weighs it.
                #expect(try await li.openEvidence(at: PhotographPlace(paper)).size == 900)
            }
            let served = try await county.shell.servedNotices(of: ["T-01"])["T-01"]?.first
            #expect(served?.reachedAt == notice.notice.issuedAt)
        }
    }

    @Test(
        "What was changed, removed or put in behind the program's back is found",
        arguments: [
            ("DELETE FROM order_arrival", ["order_arrival"]),
            ("UPDATE order_arrival SET reached_at = reached_at - INTERVAL '1 day'", ["order_arrival"]),
            ("UPDATE order_arrival SET photograph = sha256('x')", ["order_arrival"]),
            ("UPDATE order_arrival SET witness = '乙'", ["order_arrival"]),
            ("UPDATE order_arrival SET recorded_by = '乙'", ["order_arrival recorded_by"]),
            ("UPDATE order_arrival SET site = 'T-02'", ["arrival site"]),
            ("UPDATE order_arrival SET issued_at = issued_at - INTERVAL '1 day'", ["arrival issued_at"]),
        ]
    )
    func tampered(change: String, found: [String]) async throws {
        try await NoticeCounty.with { county in
            try await county.file(1)
            let order = try await Self.issue(50, county)
            _ = try await UploadTests.send(Self.photo, to: county.shell)
            try await county.shell.handOver(.order(order.id), Self.handOver(order.order.issuedAt))
            let log = SealedLog(store: county.shell, database: county.people.owner)
            try await log.seal()
            let evidence = EvidenceCounty(log: log)
            #expect(try await evidence.differing() == [])
            #expect(try await evidence.differing(after: change) == found.map { "order/\(order.id) \($0)" })
        }
    }
}
