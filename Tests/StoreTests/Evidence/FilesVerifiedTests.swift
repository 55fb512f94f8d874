import AuditLog
import Compliance
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
