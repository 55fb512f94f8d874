import AuditLog
import Compliance
import Postgres
import Testing

@testable import Store

@Suite("Files held against the record")
struct FilesVerifiedTests {
    private static let file = UploadTests.jpeg(600_000)
    private static let object = "evidence/\(Hash(of: file).hex)"

    @Test("An untouched file is as its record says, to the byte")
    func untouched() async throws {
        try await Self.with { county in
            let report = try await county.log.store.verify(
                keys: [county.log.key.publicKey],
                evidence: 1,
                readingFiles: true
            )
            #expect(report.isWhole)
            #expect(report.evidence?.held[.files] == 1)
        }
    }

    @Test(
        "What was changed behind the program's back is found",
        arguments: [
            ("UPDATE evidence_file SET size = size - 1", ["sealed", "bytes"]),
            ("UPDATE evidence_file SET kind = 'image/png'", ["sealed"]),
            ("DELETE FROM evidence_file", ["file"]),
            ("DELETE FROM evidence_piece WHERE place > 0", ["bytes"]),
            ("UPDATE evidence_receipt SET account = '乙'", ["receipt account"]),
            ("UPDATE evidence_receipt SET digest = sha256('x')", ["receipt digest", "file", "file"]),
            ("DELETE FROM evidence_receipt", ["receipt", "file"]),
            (
                "INSERT INTO evidence_receipt VALUES (1, 999999, sha256('x'), '乙', clock_timestamp())",
                ["receipt"]
            ),
            (
                "UPDATE evidence_receipt SET received_at = received_at - INTERVAL '1 day'",
                ["receipt received_at"]
            ),
        ]
    )
    func tampered(change: String, parts: [String]) async throws {
        try await Self.with { county in
            let found = try await county.differing(after: change)
            #expect(found.map { String($0.split(separator: " ", maxSplits: 1)[1]) } == parts, "\(found)")
        }
    }

    @Test("One byte that is another is found where the bytes are read, and only there")
    func oneByte() async throws {
        try await Self.with { county in
            let found = try await county.differing(
                after: "UPDATE evidence_piece SET bytes = set_byte(bytes, 9, 8) WHERE place = 262144"
            )
            #expect(found == [])
            let report = try await county.log.store.verify(
                keys: [county.log.key.publicKey],
                evidence: 1,
                readingFiles: true
            )
            #expect(report.evidence?.first.map(\.object) == [Self.object])
            #expect(report.evidence?.first.map(\.part) == ["bytes"])
        }
    }

    @Test(
        "The limits are those of the last entry that changed them",
        arguments: [
            ("SELECT 1", []), ("UPDATE evidence_limit SET a_day = a_day + 1", ["evidence-limit limits"]),
            ("UPDATE evidence_limit SET in_all = in_all + 1", ["evidence-limit limits"]),
            ("DELETE FROM evidence_limit", ["evidence-limit row"]),
        ]
    )
    func limits(change: String, parts: [String]) async throws {
        try await EvidenceCounty.with { county in
            try await county.store.limitEvidence(aDay: 100, inAll: 1000)
            try await county.store.limitEvidence(aDay: 200, inAll: 2000)
            try await county.log.seal()
            let rows = try await county.log.database.query(
                """
                SELECT encode(after_digest, 'hex') AS after,
                    before_digest IS NOT DISTINCT FROM lag(after_digest) OVER (ORDER BY number) AS follows
                FROM audit_entry WHERE object = 'evidence-limit' ORDER BY number DESC
                """
            )
            #expect(
                try rows[0]["after"] == Hash(of: Array("25:lazaret evidence limit v1,3:200,4:2000,".utf8)).hex
            )
            #expect(try rows.allSatisfy { try $0["follows"] })
            #expect(try await county.differing(after: change) == parts)
        }
    }

    @Test("Limits that no entry speaks of are found; entries of earlier releases are held by their words")
    func limitsWithoutDigest() async throws {
        try await EvidenceCounty.with { county in
            let found = try await county.differing(after: "INSERT INTO evidence_limit VALUES (1, 5, 6)")
            #expect(found == ["evidence-limit row"])
        }
        try await EvidenceCounty.with { county in
            try await county.log.attack(
                """
                CREATE OR REPLACE FUNCTION limit_digest(bytes_a_day bigint, bytes_in_all bigint) RETURNS bytea
                LANGUAGE sql AS 'SELECT NULL::bytea'
                """
            )
            try await county.store.limitEvidence(aDay: 100, inAll: 1000)
            try await county.log.seal()
            #expect(try await county.differing() == [])
            #expect(
                try await county.differing(after: "UPDATE evidence_limit SET a_day = 101") == [
                    "evidence-limit limits"
                ]
            )
        }
    }

    private static func with(_ body: (EvidenceCounty) async throws -> Void) async throws {
        try await EvidenceCounty.with { county in
            let upload = try await county.store.beginEvidence(size: file.count)
            for place in stride(from: 0, to: file.count, by: Evidence.pieceBytes) {
                let piece = Array(file[place...].prefix(Evidence.pieceBytes))
                _ = try await county.store.appendEvidence(upload.id, at: place, piece)
            }
            try await county.log.seal()
            try await body(county)
        }
    }
}
