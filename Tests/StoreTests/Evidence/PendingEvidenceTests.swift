import AuditLog
import Compliance
import Postgres
import StrictJSON
import Testing

@testable import Store

@Suite("Evidence that a filing names, and what has come of it")
struct PendingEvidenceTests {
    private static let photo = UploadTests.jpeg(600)

    /// A filing whose first two items name these references.
    static func filing(_ number: Int, _ references: [String], revises: Int? = nil) throws -> Node {
        let node = try FilingTests.filing(number, revises: revises)
        let members = (node.object ?? [])
            .map { member -> (String, Node?) in
                guard member.name == "answers" else { return (member.name, member.value) }
                let answer: Node = .object([
                    ("value", "no"), ("evidence", .array(references.map(Node.string))), ("fixedOnSpot", true),
                ])
                return ("answers", .object([("A-01", answer), ("A-03", "yes")]))
            }
        return .object(members)
    }

    @Test("It is pending until whoever filed has sent all of it; another's receipt does not count")
    func pending() async throws {
        try await FilingTests.with { store, _ in
            let (id, other) = (try InspectionRows.id(1), store.acting(for: .shell(name: "乙")))
            let digest = Hash(of: Self.photo).hex
            _ = try await store.file(try Self.filing(1, [digest, "纸质台账第3页"]), receivedAt: FilingTests.now)
            #expect(try await store.evidence(of: id).named.map(\.state) == [.pending, .noFile])
            #expect(try await store.isEvidencePending(id, "A-01") == true)
            #expect(try await store.isEvidencePending(id, "A-03") == false)
            _ = try await UploadTests.send(Self.photo, to: other)
            #expect(try await store.isEvidencePending(id, "A-01") == true)
            let place = EvidencePlace(inspection: id, item: "A-01", index: 0)
            await #expect(throws: EvidenceRefusal.noFile) { try await store.openEvidence(at: place) }
            let entry = try await UploadTests.send(Self.photo, to: store)
            #expect(try await store.isEvidencePending(id, "A-01") == false)
            let found = try await store.evidence(of: id)
            #expect(found.isOwn && found.pending.isEmpty)
            #expect(try await other.evidence(of: id).isOwn == false)
            guard case .here(let file) = found.named.first?.state else {
                Issue.record("it is not here")
                return
            }
            #expect(file.size == 600 && file.kind == .jpeg && file.entry == entry && file.picture == nil)
            #expect(try await store.openEvidence(at: place).first == Self.photo)
        }
    }

    @Test(
        "A correction by somebody else keeps what had come for the item; what it names anew is its own to send"
    )
    func corrected() async throws {
        try await FilingTests.with { store, _ in
            let other = store.acting(for: .shell(name: "乙"))
            let (old, new) = (Hash(of: Self.photo).hex, Hash(of: UploadTests.jpeg(600, 9)).hex)
            _ = try await store.file(try Self.filing(1, [old]), receivedAt: FilingTests.now)
            _ = try await UploadTests.send(Self.photo, to: store)
            _ = try await store.file(
                try Self.filing(2, [old.uppercased(), new], revises: 1),
                receivedAt: FilingTests.now
            )
            _ = try await other.file(try Self.filing(3, [old, new], revises: 2), receivedAt: FilingTests.now)
            let states = try await store.evidence(of: try InspectionRows.id(3)).named.map(\.isPending)
            #expect(states == [false, true])
            _ = try await UploadTests.send(UploadTests.jpeg(600, 9), to: other)
            #expect(try await store.evidence(of: try InspectionRows.id(3)).pending.isEmpty)
            // What the corrected one named is still its own filer's to send.
            #expect(
                try await store.evidence(of: try InspectionRows.id(2)).named.map(\.isPending) == [
                    false, true,
                ]
            )
        }
    }

    @Test("Nothing of it is there for whoever may not read the visit")
    func confined() async throws {
        try await CountyWithAccounts.with { county in
            _ = try await county.shell.importSites([township("T-03")])
            let id = try InspectionRows.id(1)
            _ = try await county.shell.file(
                try Self.filing(1, [Hash(of: Self.photo).hex]),
                receivedAt: FilingTests.now
            )
            _ = try await UploadTests.send(Self.photo, to: county.shell)
            let place = EvidencePlace(inspection: id, item: "A-01", index: 0)
            let readers: [(String, Role, [String], Bool)] = [
                ("wang", .director, ["director@T-01"], true), ("li", .inspector, [], true),
            ]
            for (name, role, duties, sees) in readers {
                try await county.add(name, role, duties: duties)
                let token = try await county.shell.issueToken(of: name, name: "one", scope: [.read], days: 1)
                let store = county.server.acting(for: .holder(AccessKey(secret: token), address: ""))
                #expect(try await store.evidence(of: id).named.count == (sees ? 1 : 0))
                #expect(try await store.openEvidence(at: place).size == 600)
            }
            // Nobody has signed in, or the county is another.
            await #expect(throws: EvidenceRefusal.noFile) { try await county.server.openEvidence(at: place) }
            #expect(try await county.server.isEvidencePending(id, "A-01") == nil)
            let elsewhere = try await county.server.database.query(
                "SELECT evidence_pending(2, \(id), 'A-01') AS pending"
            )
            #expect(try elsewhere[0]["pending"] == nil as Bool?)
        }
    }

    @Test("The database and the program tell what a file is by the same bytes")
    func kinds() async throws {
        var heads: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0xFF, 0xD8], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
            Array("%PDF-1.7".utf8),
            Array("%PDF".utf8), Array("RIFF0000WEBP".utf8), Array("RIFF0000AVI ".utf8), Array("GIF89a".utf8),
            [],
            Array("<svg".utf8), [0x50, 0x4B, 3, 4], Array(" %PDF-".utf8),
        ]
        heads += ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "isom", "mp42"]
            .map { [0, 0, 0, 24] + Array("ftyp\($0)".utf8) }
        let told = heads
        try await TestCounty.with { _, database in
            for head in told {
                let rows = try await database.query("SELECT evidence_kind(\(head)::bytea) AS kind")
                #expect(try rows[0]["kind"] == FileContent(head: head)?.rawValue, "\(head)")
            }
        }
        #expect(told.compactMap { FileContent(head: $0) }.count == 12)
        #expect(OtherContent.name(head: [0x50, 0x4B, 3, 4]).en == "an archive or an office document (ZIP)")
        #expect(OtherContent.name(head: [0, 0, 0, 24] + Array("ftypisom".utf8)).zh == "视频或录音")
    }

    @Test(
        "What an earlier release refused to show is tried once more; what this one refused, and what was made, stays"
    )
    func retriedCopies() async throws {
        try await FilingTests.with { store, database in
            let digest = Hash(of: Self.photo)
            _ = try await store.file(try Self.filing(1, [digest.hex]), receivedAt: FilingTests.now)
            _ = try await UploadTests.send(Self.photo, to: store)
            let place = EvidencePlace(inspection: try InspectionRows.id(1), item: "A-01", index: 0)
            func picture() async throws -> EvidenceFile.Picture? {
                let named = try await store.evidence(of: place.inspection).named
                guard case .here(let file) = named.first?.state else { return nil }
                return file.picture
            }
            let made = EvidenceCopy.made(width: 4, height: 3, beyond: 0, page: [1], thumbnail: [2])
            try await store.keepCopy(of: digest, .refused("damaged"))
            #expect(try await picture() == .refused("damaged"))
            try await store.keepCopy(of: digest, made)
            #expect(try await picture() == .refused("damaged"))
            await #expect(throws: EvidenceRefusal.noFile) {
                try await store.evidenceCopy(at: place, isSmall: true)
            }
            // As a release before refused it: it counts as not tried, and the next try is kept.
            try await database.run("UPDATE evidence_copy SET maker = 1")
            #expect(try await picture() == nil)
            #expect(try await store.evidenceCopy(at: place, isSmall: true) == nil)
            try await store.keepCopy(of: digest, .refused("tooLarge"))
            #expect(try await picture() == .refused("tooLarge"))
            try await database.run("UPDATE evidence_copy SET maker = 1")
            try await store.keepCopy(of: digest, made)
            #expect(try await picture() == .shown(width: 4, height: 3, beyond: 0))
            // What an earlier one made is shown as it is.
            try await database.run("UPDATE evidence_copy SET maker = 1")
            #expect(try await picture() == .shown(width: 4, height: 3, beyond: 0))
            #expect(try await store.evidenceCopy(at: place, isSmall: true)?.bytes == [2])
        }
    }
}
