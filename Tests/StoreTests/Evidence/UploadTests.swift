import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

@Suite("Files sent as evidence")
struct UploadTests {
    /// A file that begins as a JPEG does, of so many bytes.
    static func jpeg(_ size: Int = 600, _ filling: UInt8 = 7) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xE0] + Array(repeating: filling, count: size - 4)
    }

    @Test("What comes in pieces is one file, on record once for each who sent all of it, and kept once")
    func received() async throws {
        try await TestCounty.with { store, database in
            let (file, other) = (Self.jpeg(1000), store.acting(for: .shell(name: "乙")))
            let upload = try await store.beginEvidence(size: 1000, promised: Hash(of: file))
            #expect(
                try await store.appendEvidence(upload.id, at: 0, Array(file[..<30])) == .kept(arrived: 30)
            )
            #expect(try await store.evidenceUpload(upload.id).arrived == 30)
            let entry = try await Self.entries(database) + 1
            #expect(
                try await store.appendEvidence(upload.id, at: 30, Array(file[30...]))
                    == .received(Hash(of: file), entry: entry)
            )
            let ended = try await store.evidenceUpload(upload.id)
            #expect(ended.state == .received(Hash(of: file)) && ended.arrived == 1000)
            await #expect(throws: EvidenceRefusal.ended) {
                try await store.appendEvidence(upload.id, at: 1000, [1])
            }
            // The same account again: the same receipt. Another account: its own, after all the bytes.
            #expect(try await Self.send(file, to: store) == entry)
            let second = try await Self.send(file, to: other)
            #expect(second > entry)
            let rows = try await database.query(
                """
                SELECT (SELECT count(*) FROM evidence_file) AS files, (SELECT count(*) FROM evidence_receipt) AS receipts,
                    (SELECT string_agg(kind || size, ',') FROM evidence_file) AS what,
                    (SELECT count(*) FROM audit_entry WHERE verb = 'receive') AS entries
                """
            )
            #expect(try rows[0]["files"] == 1)
            #expect(try rows[0]["receipts"] == 2)
            #expect(try rows[0]["what"] == "image/jpeg1000")
            #expect(try rows[0]["entries"] == 2)
        }
    }

    @Test("So many uploads within a day, given up or not; those of others and of yesterday do not count")
    func often() async throws {
        try await TestCounty.with { store, database in
            _ = try await store.beginEvidence(size: 600)
            // 4,998 more that were given up before a byte came, and as many yesterday.
            try await database.run(
                """
                INSERT INTO evidence_upload (county_id, id, account, size, begun_at, ended_at, outcome)
                SELECT u.county_id, gen_random_uuid(), u.account, 1, u.begun_at - one.back, u.begun_at, 'discarded'
                FROM evidence_upload u CROSS JOIN (VALUES (INTERVAL '1 hour'), (INTERVAL '24 hours 1 minute')) AS one (back)
                CROSS JOIN generate_series(1, 4998)
                """
            )
            _ = try await store.beginEvidence(size: 600)
            await #expect(throws: EvidenceRefusal.often(5000)) { try await store.beginEvidence(size: 600) }
            _ = try await store.acting(for: .shell(name: "乙")).beginEvidence(size: 600)
        }
    }

    @Test("What is no file, or too large, is refused before any of it comes")
    func refusedAtOnce() async throws {
        try await TestCounty.with { store, _ in
            await #expect(throws: EvidenceRefusal.empty) { try await store.beginEvidence(size: 0) }
            await #expect(throws: EvidenceRefusal.tooLarge(20_971_521)) {
                try await store.beginEvidence(size: 20 << 20 | 1)
            }
            let largest = try await store.beginEvidence(size: 20 << 20)
            #expect(largest.size == 20_971_520)
        }
    }

    @Test("A piece for another place, beyond the end, of another's upload, or after a day keeps nothing")
    func refusedPieces() async throws {
        try await TestCounty.with { store, database in
            let upload = try await store.beginEvidence(size: 100)
            _ = try await store.appendEvidence(upload.id, at: 0, Self.jpeg(40))
            await #expect(throws: EvidenceRefusal.elsewhere(40)) {
                try await store.appendEvidence(upload.id, at: 0, [1])
            }
            await #expect(throws: EvidenceRefusal.elsewhere(40)) {
                try await store.appendEvidence(upload.id, at: 41, [1])
            }
            await #expect(throws: EvidenceRefusal.beyond) {
                try await store.appendEvidence(upload.id, at: 40, Array(repeating: 1, count: 61))
            }
            let other = store.acting(for: .shell(name: "乙"))
            await #expect(throws: EvidenceRefusal.noUpload) {
                try await other.appendEvidence(upload.id, at: 40, [1])
            }
            await #expect(throws: EvidenceRefusal.noUpload) { try await other.evidenceUpload(upload.id) }
            await #expect(throws: EvidenceRefusal.noUpload) { try await other.discardEvidence(upload.id) }
            #expect(try await store.evidenceUpload(upload.id).arrived == 40)
            try await database.run("UPDATE evidence_upload SET begun_at = begun_at - INTERVAL '24 hours'")
            await #expect(throws: EvidenceRefusal.expired) {
                try await store.appendEvidence(upload.id, at: 40, [1])
            }
            await #expect(throws: EvidenceRefusal.expired) { try await store.evidenceUpload(upload.id) }
        }
    }

    @Test("Another file than was said, and one of no kind that is taken, are no evidence")
    func refusedFiles() async throws {
        try await TestCounty.with { store, database in
            let svg = Array("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".utf8)
            let (promised, lying) = (
                try await store.beginEvidence(size: 600, promised: Hash(of: Self.jpeg(600, 8))),
                try await store.beginEvidence(size: svg.count)
            )
            await #expect(throws: EvidenceRefusal.mismatch) {
                try await store.appendEvidence(promised.id, at: 0, Self.jpeg())
            }
            #expect(try await store.evidenceUpload(promised.id).state == .refused("mismatch"))
            // In pieces smaller than what tells: it is told from the whole.
            _ = try await store.appendEvidence(lying.id, at: 0, Array(svg[..<3]))
            let refusal = await #expect(throws: EvidenceRefusal.self) {
                try await store.appendEvidence(lying.id, at: 3, Array(svg[3...]))
            }
            #expect(refusal == .unsupported(Array(svg.prefix(64)) + svg[64..<67]))
            #expect(refusal?.message.zh == "这是SVG 图片（可带程序），没有接收；佐证只收 JPEG、PNG、WebP、HEIC、PDF。")
            let kept = try await database.query("SELECT count(*) AS count FROM evidence_file")
            #expect(try kept[0]["count"] == 0)
        }
    }

    @Test("Of two that go on with one upload at once, one is told where it goes on")
    func atOnce() async throws {
        try await TestCounty.with { store, _ in
            let upload = try await store.beginEvidence(size: 1000)
            let outcomes = await withTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        do {
                            let done = try await store.appendEvidence(upload.id, at: 0, Self.jpeg(300))
                            return "\(done)"
                        } catch {
                            return "\(error)"
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.count { $0 == "kept(arrived: 300)" } == 1)
            #expect(outcomes.count { $0 == "elsewhere(300)" } == 7, "\(outcomes)")
        }
    }

    @Test("An upload that is given up is gone, and counts for the day with what came of it")
    func discarded() async throws {
        try await TestCounty.with { store, database in
            try await store.limitEvidence(aDay: 100, inAll: 1000)
            let upload = try await store.beginEvidence(size: 100)
            _ = try await store.appendEvidence(upload.id, at: 0, Self.jpeg(60))
            await #expect(throws: EvidenceRefusal.day(100)) { try await store.beginEvidence(size: 40) }
            try await store.discardEvidence(upload.id)
            await #expect(throws: EvidenceRefusal.noUpload) { try await store.evidenceUpload(upload.id) }
            let kept = try await database.query("SELECT count(*) AS count FROM evidence_piece")
            #expect(try kept[0]["count"] == 0)
            _ = try await store.beginEvidence(size: 40)
            await #expect(throws: EvidenceRefusal.day(100)) { try await store.beginEvidence(size: 1) }
        }
    }

    @Test(
        "The county keeps so much and no more; equal files count once, as soon as what was superfluous is gone"
    )
    func total() async throws {
        try await TestCounty.with { store, database in
            try await store.limitEvidence(aDay: 1 << 20, inAll: 1900)
            let limits = try await store.evidenceLimits()
            #expect(limits.aDay == 1_048_576 && limits.inAll == 1900)
            for name in ["甲", "乙"] {
                _ = try await Self.send(Self.jpeg(600), to: store.acting(for: .shell(name: name)))
            }
            // 600 of the file and 600 that equal it.
            await #expect(throws: EvidenceRefusal.total(1900)) { try await store.beginEvidence(size: 701) }
            let broken = try await store.beginEvidence(size: 700)
            _ = try await store.appendEvidence(broken.id, at: 0, Self.jpeg(100))
            // Nobody goes on with it: what came of it counts, and no longer what was to come.
            try await database.run(
                "UPDATE evidence_upload SET begun_at = begun_at - INTERVAL '24 hours' WHERE ended_at IS NULL"
            )
            await #expect(throws: EvidenceRefusal.total(1900)) { try await store.beginEvidence(size: 601) }
            let last = try await store.beginEvidence(size: 600)
            await #expect(throws: EvidenceRefusal.total(1900)) { try await store.beginEvidence(size: 1) }
            try await store.discardEvidence(last.id)
            try await database.run("UPDATE evidence_upload SET begun_at = begun_at - INTERVAL '26 hours'")
            // All but the file is taken away now.
            await #expect(throws: EvidenceRefusal.total(1900)) { try await store.beginEvidence(size: 1301) }
            _ = try await store.beginEvidence(size: 1300)
        }
    }

    @Test("What was broken off is taken away when it is old; a file stays")
    func swept() async throws {
        try await TestCounty.with { store, database in
            _ = try await Self.send(Self.jpeg(), to: store)
            let broken = try await store.beginEvidence(size: 1000)
            _ = try await store.appendEvidence(broken.id, at: 0, Self.jpeg(300))
            try await database.run("UPDATE evidence_upload SET begun_at = begun_at - INTERVAL '26 hours'")
            _ = try await store.beginEvidence(size: 5)
            let kept = try await database.query(
                "SELECT sum(octet_length(bytes)) AS bytes, (SELECT count(*) FROM evidence_upload) AS uploads FROM evidence_piece"
            )
            #expect(try kept[0]["bytes"] == 600)
            #expect(try kept[0]["uploads"] == 1)
        }
    }

    /// Sends the whole file, and gives the number of its entry.
    static func send(_ file: [UInt8], to store: Store) async throws -> Int {
        let upload = try await store.beginEvidence(size: file.count)
        guard case .received(let digest, let entry) = try await store.appendEvidence(upload.id, at: 0, file)
        else {
            Issue.record("it was not received")
            return 0
        }
        #expect(digest == Hash(of: file))
        return entry
    }

    private static func entries(_ database: Database) async throws -> Int {
        try await database.query("SELECT max(number) AS last FROM audit_entry")[0]["last"]
    }
}
