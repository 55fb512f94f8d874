import AuditLog
import Compliance
import Crypto
import Postgres

extension EvidenceCheck {
    /// Holds every receipt of a file against the entry that it came by, and the other way round; and every file against its
    /// receipts and its pieces. With `readsBytes` all bytes are hashed anew, a piece at a time.
    mutating func holdFiles(readingBytes readsBytes: Bool) async throws {
        try await holdReceipts()
        let files = try await transaction.query(
            """
            SELECT f.digest, f.size, f.kind, f.body,
                (SELECT min(r.entry) FROM evidence_receipt r WHERE r.county_id = f.county_id AND r.digest = f.digest) AS entry,
                (SELECT coalesce(sum(octet_length(p.bytes)), 0) FROM evidence_piece p
                    WHERE p.county_id = f.county_id AND p.upload = f.body) AS kept
            FROM evidence_file f WHERE f.county_id = \(county) ORDER BY entry, f.digest
            """
        )
        for file in files {
            let object = "evidence/\(file.hex("digest") ?? "?")"
            let entry = file.number("entry")
            findings.hold(.files)
            if entry == nil { findings.expect(object, "file", nil, is: "there", entry: nil) }
            guard findings.expect(object, "bytes", file.plain("size"), is: file.plain("kept"), entry: entry)
            else { continue }
            if readsBytes { try await holdBytes(of: file, object, entry) }
        }
    }

    private mutating func holdReceipts() async throws {
        let rows = try await transaction.query(
            """
            SELECT e.number, e.happened_at, e.actor, e.after_digest, r.received_at, r.account, r.entry IS NOT NULL AS stands,
                coalesce(e.object, 'evidence/' || encode(r.digest, 'hex')) AS object,
                'evidence/' || encode(r.digest, 'hex') AS own_object, encode(f.digest, 'hex') AS digest, f.size, f.kind
            FROM (SELECT * FROM evidence_receipt WHERE county_id = \(county)) AS r
            FULL JOIN (SELECT * FROM audit_entry WHERE county_id = \(county) AND verb = 'receive') AS e ON e.number = r.entry
            LEFT JOIN evidence_file f ON f.county_id = r.county_id AND f.digest = r.digest
            ORDER BY e.number
            """
        )
        for row in rows {
            let object = try row["object"] as String
            guard let entry = row.number("number") else {
                findings.expect(object, "receipt", nil, is: row.plain("account"), entry: nil)
                continue
            }
            guard try row["stands"] else {
                findings.expect(object, "receipt", row.plain("actor"), is: nil, entry: entry)
                continue
            }
            findings.expect(object, "receipt digest", object, is: row.plain("own_object"), entry: entry)
            findings.expect(
                object,
                "receipt account",
                row.plain("actor"),
                is: row.plain("account"),
                entry: entry
            )
            holdMoment(
                object,
                "receipt received_at",
                row.moment("received_at"),
                row.moment("happened_at"),
                entry
            )
            guard let digest = row.plain("digest"), let size = row.number("size"),
                let kind = row.plain("kind")
            else {
                findings.expect(object, "file", "there", is: nil, entry: entry)
                continue
            }
            let sealed = "lazaret evidence v1\nsha256 \(digest)\nsize \(size)\nkind \(kind)\n"
            findings.expect(
                object,
                "sealed",
                row.hex("after_digest"),
                is: Hash(of: Array(sealed.utf8)).hex,
                entry: entry
            )
        }
    }

    private mutating func holdBytes(of file: Row, _ object: String, _ entry: Int?) async throws {
        let (body, size) = (try file["body"] as String, try file["size"] as Int)
        var (hash, place) = (SHA256(), 0)
        var head: [UInt8] = []
        while place < size {
            let rows = try await transaction.query(
                """
                SELECT bytes FROM evidence_piece
                WHERE county_id = \(county) AND upload = \(body)::uuid AND place = \(place)
                """
            )
            guard let bytes = try rows.first?["bytes"] as [UInt8]?, !bytes.isEmpty else { break }
            if head.count < FileContent.headLength { head += bytes.prefix(FileContent.headLength) }
            hash.update(data: bytes)
            place += bytes.count
        }
        let found = Hash(Array(hash.finalize()))?.hex
        if findings.expect(object, "bytes", file.hex("digest"), is: found, entry: entry) {
            findings.expect(
                object,
                "kind",
                FileContent(head: head)?.rawValue,
                is: file.plain("kind"),
                entry: entry
            )
        }
    }
}
