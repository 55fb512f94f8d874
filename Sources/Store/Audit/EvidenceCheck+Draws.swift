import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// Holds every draw's frame against the digest that its entry covers, and every seed, which nobody sees here, against the
    /// one committed to; the rows themselves are held with those of other acts.
    mutating func holdDraws() async throws {
        let rows = try await transaction.pipeline([
            "SELECT id, frame, frame_digest, entry FROM draw WHERE county_id = \(county) ORDER BY entry",
            "SELECT unfit::text AS id FROM draw_seeds_unfit(\(county)) AS unfit",
        ])
        for row in rows[0] {
            let (object, frame) = ("draw/\(row.plain("id") ?? "")", row.plain("frame") ?? "")
            findings.expect(
                object,
                "draw frame",
                row.hex("frame_digest"),
                is: Node.digest(ofText: frame),
                entry: row.number("entry")
            )
        }
        for row in rows[1] {
            findings.expect(
                "draw/\(row.plain("id") ?? "")",
                "draw seed",
                "as committed to",
                is: "another, or none",
                entry: nil
            )
        }
    }
}
