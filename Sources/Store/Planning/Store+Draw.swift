package import Compliance
import Postgres
package import StrictJSON

/// A draw on record; what was drawn is known once it is open.
package struct DrawRecord: Sendable, Hashable {
    package let frame: DrawFrame
    /// The frame to the byte, and the digests that are on record, in lower-case hex.
    package let frameText: String
    package let frameDigest: String
    package let seedDigest: String
    package let drawnAt: Instant
    package let drawnBy: String
    package let entry: Int
    /// That it was given up before its last day was over, and why.
    package let discard: Discard?

    package struct Discard: Sendable, Hashable {
        package let at: Instant
        package let by: String
        package let reason: String

        package init(at: Instant, by: String, reason: String) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    package init(
        frame: DrawFrame,
        frameText: String,
        frameDigest: String,
        seedDigest: String,
        drawnAt: Instant,
        drawnBy: String,
        entry: Int,
        discard: Discard? = nil
    ) {
        self.frame = frame
        self.frameText = frameText
        self.frameDigest = frameDigest
        self.seedDigest = seedDigest
        self.drawnAt = drawnAt
        self.drawnBy = drawnBy
        self.entry = entry
        self.discard = discard
    }

    package var id: InspectionID { frame.id }
}

/// A draw that is open, with what anybody needs to run it again, and whether it holds.
package struct OpenedDraw: Sendable, Hashable {
    package let seed: String
    /// nil where its entry was never sealed: then nothing was drawn.
    package let root: String?
    /// What those who went were told.
    package let given: [Visit]
    /// Whether the seed is the one committed to.
    package let seedFits: Bool
    /// Whether frame, seed and root give just what was given, worked out apart from the database; nil without a root.
    package let resultFits: Bool?

    /// A drawn visit, and whether somebody was there on the day.
    package struct Visit: Sendable, Hashable {
        package let drawn: DrawnVisit
        /// The visit that stands; nil where none was made.
        package let inspection: InspectionID?

        package init(drawn: DrawnVisit, inspection: InspectionID?) {
            self.drawn = drawn
            self.inspection = inspection
        }
    }

    package init(
        _ record: DrawRecord,
        seed: String,
        root: String?,
        given: [Visit]
    ) {
        self.seed = seed
        self.root = root
        self.given = given
        seedFits =
            DrawFrame.digest(ofSeed: seed) == record.seedDigest
            && Node.digest(ofText: record.frameText) == record.frameDigest
        resultFits = root.map { record.frame.lots(seed: seed, root: $0) == given.map(\.drawn) }
    }
}

extension Store {
    /// Every draw, the last first: 1,000 of them at most.
    package func draws() async throws -> Listing<DrawRecord> {
        try await query(drawQuery("true"), needing: .county).listing { row in try DrawRecord(row) }
    }

    /// One draw, with all of it once it is open. Throws `StoreError.draw`.
    package func draw(_ id: InspectionID) async throws -> (record: DrawRecord, opened: OpenedDraw?) {
        let rows = try await pipeline(
            [
                drawQuery("d.id = \(id)"),
                "SELECT seed, root FROM draw_opened(\(county.id), \(id))",
                """
                SELECT lot.site, lot.day, lot.inspectors, (
                    SELECT v.id FROM standing_inspection v
                    WHERE v.county_id = \(county.id) AND v.site = lot.site AND v.visit_day = lot.day
                    ORDER BY v.finished_at, v.place LIMIT 1) AS inspection
                FROM draw_given(\(county.id), \(id)) AS lot ORDER BY lot.place
                """,
            ],
            needing: .county
        )
        guard let found = rows[0].first else { throw StoreError.draw(.unknown("\(id)")) }
        let record = try DrawRecord(found)
        let given = try rows[2]
            .map { row in
                OpenedDraw.Visit(
                    drawn: DrawnVisit(
                        site: try row["site"],
                        day: try row["day"],
                        inspectors: try row["inspectors"]
                    ),
                    inspection: try row["inspection"]
                )
            }
        let opened = try rows[1].first
            .map { row in
                OpenedDraw(
                    record,
                    seed: (try row["seed"] as DigestText).hex,
                    root: (try row["root"] as DigestText?)?.hex,
                    given: given
                )
            }
        return (record, opened)
    }

    /// Draws unannounced visits; false where the same was drawn under that id before. Throws `Problems`, and
    /// `StoreError.draw` where the id has another one.
    @discardableResult
    package func commitDraw(_ node: Node, now: Instant) async throws -> Bool {
        let form = try DrawForm(node, today: Day(now))
        let rows = try await act { who in
            """
            SELECT commit_draw(\(who), \(form.id), \(form.kinds.map(\.rawValue))::text[], \(form.visits)::integer,
                \(form.team)::integer, \(form.days.lowerBound), \(form.days.upperBound)) AS outcome
            """
        }
        switch try rows.first?["outcome"] as String? {
        case "drawn": return true
        case "already": return false
        case "taken": throw StoreError.draw(.taken(form.id))
        case "past": throw Problems([.drawInPast])
        case "few": throw Problems([.tooFewSites])
        case "sure": throw Problems([.everySite])
        case "unmanned": throw Problems([.tooFewInspectors])
        default: throw StoreError.unavailable(cause: "an answer of commit_draw that nobody knows")
        }
    }

    /// Gives up a draw; once more changes nothing. Throws `Problems`, and `StoreError.draw` and `.drawOver`.
    package func discardDraw(_ id: InspectionID, reason: String) async throws {
        guard let why = reason.asReason else { throw Problems([.noReason]) }
        let rows = try await act { who in "SELECT discard_draw(\(who), \(id), \(why)) AS outcome" }
        switch try rows.first?["outcome"] as String? {
        case "discarded", "already": return
        case "unknown": throw StoreError.draw(.unknown("\(id)"))
        case "over": throw StoreError.draw(.over(id))
        default: throw StoreError.unavailable(cause: "an answer of discard_draw that nobody knows")
        }
    }

    private func drawQuery(_ condition: SQL) -> SQL {
        """
        SELECT d.id, d.frame, d.frame_digest, d.seed_digest, d.drawn_at, d.drawn_by, d.entry, x.discarded_at, x.discarded_by,
            x.reason
        FROM draw d
        LEFT JOIN draw_discard x ON x.county_id = d.county_id AND x.draw = d.id
        WHERE d.county_id = \(county.id) AND \(condition)
        ORDER BY d.entry DESC LIMIT 1000
        """
    }
}

extension DrawRecord {
    init(_ row: Row) throws {
        self = try row.reading("draw", by: "id") {
            let text: String = try row["frame"]
            let frame: DrawFrame
            do { frame = try DrawFrame(sealed: text) } catch {
                throw UnreadableRow(table: "draw", key: try row["id"], why: "\(error)")
            }
            let reason = try row["reason"] as String?
            return DrawRecord(
                frame: frame,
                frameText: text,
                frameDigest: (try row["frame_digest"] as DigestText).hex,
                seedDigest: (try row["seed_digest"] as DigestText).hex,
                drawnAt: try row["drawn_at"],
                drawnBy: try row["drawn_by"],
                entry: try row["entry"],
                discard: try reason.map {
                    Discard(at: try row["discarded_at"], by: try row["discarded_by"], reason: $0)
                }
            )
        }
    }
}

extension Problem {
    fileprivate static let drawInPast = Problem(
        "outOfRange",
        at: "/from",
        Text(
            zh: "第一天早于数据库时钟的今天，没有抽取。",
            en: "The first day lies before today by the database's clock; nothing was drawn."
        )
    )
    fileprivate static let tooFewSites = Problem(
        "tooMany",
        at: "/visits",
        Text(
            zh: "这几类点位中，这些天都在运行的不够抽取这么多，没有抽取。",
            en:
                "There are not so many sites of these kinds in operation on all these days; nothing was drawn."
        )
    )
    fileprivate static let everySite = Problem(
        "tooMany",
        at: "/visits",
        Text(
            zh: "这几类点位会全部抽中：到最后一天还没有检查的点位就知道是哪一天。请少抽至少一个，没有抽取。",
            en:
                "Each of these sites would be drawn: those not visited by the eve of the last day would know theirs. Draw one fewer at least; nothing was drawn."
        )
    )
    fileprivate static let tooFewInspectors = Problem(
        "tooMany",
        at: "/team",
        Text(
            zh: "有点位没有足够的检查员可派（在该点位任过职的不派），没有抽取。",
            en: "Some site has too few inspectors who never held a duty there; nothing was drawn."
        )
    )
}
