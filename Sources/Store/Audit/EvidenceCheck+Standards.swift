import AuditLog
import Compliance
import Postgres
import StrictJSON

extension EvidenceCheck {
    /// Holds every version against its publication: the document by its digest, the columns by the document, who and
    /// when by the entry. Gives those whose documents are what was published.
    mutating func standards(_ entries: EvidenceEntries) async throws -> PublishedStandards {
        var published = PublishedStandards()
        var seen: [String: Set<String>] = ["checklist": [], "baseline": []]
        for (kind, recorded) in [("baseline", entries.baselines), ("checklist", entries.checklists)] {
            let rows = try await transaction.query(
                "SELECT * FROM \(identifier: kind + "_version") WHERE county_id = \(county) ORDER BY published_at, digest"
            )
            for row in rows {
                let key = "\(try row["code"] as String)/\(try row["version"] as String)"
                seen[kind, default: []].insert(key)
                hold(row, kind, key, recorded[key], in: &published)
            }
            missing(recorded, kind + "/", but: seen[kind] ?? [])
        }
        return published
    }

    private mutating func hold(
        _ row: Row,
        _ kind: String,
        _ key: String,
        _ entry: EvidenceEntries.Last?,
        in published: inout PublishedStandards
    ) {
        findings.hold(.standards)
        let object = "\(kind)/\(key)"
        let document = row.plain("document") ?? ""
        let digest = Node.digest(ofText: document)
        published.note(row.hex("digest") ?? "")
        findings.expect(object, "digest", digest, is: row.hex("digest"), entry: entry?.number)
        guard let entry else {
            findings.expect(object, "entry", nil, is: "a version that no entry publishes", entry: nil)
            return
        }
        guard findings.expect(object, "document", entry.after, is: digest, entry: entry.number) else {
            return
        }
        findings.expect(
            object,
            "published_by",
            entry.actor,
            is: row.plain("published_by"),
            entry: entry.number
        )
        // Of equal first days, the one published last is in force.
        let publishedAt = row.moment("published_at")
        holdMoment(object, "published_at", publishedAt, entry.happenedAt, entry.number)
        do {
            let node = try Store.document(document)
            var columns: [(String, String?)]
            let listed: ListedVersion
            if kind == "checklist" {
                let checklist = try Checklist(node)
                listed = ListedVersion(checklist, digest)
                columns = [
                    ("site_kind", checklist.siteKind.rawValue), ("baseline", checklist.baseline),
                    ("items", checklist.items.map(\.code).column),
                ]
                published.add(checklist, .init(listed, publishedAt, entry))
            } else {
                let baseline = try Baseline(node)
                listed = ListedVersion(baseline, digest)
                columns = [("effective_to", baseline.effectiveTo?.description)]
                published.add(baseline, .init(listed, publishedAt, entry))
            }
            columns += [
                ("code", listed.code), ("version", listed.version),
                ("effective_from", listed.effectiveFrom.description),
            ]
            for (column, value) in columns {
                let found = column == "items" ? row.list(column)?.column : row.plain(column)
                findings.expect(object, column, value, is: found, entry: entry.number)
            }
        } catch {
            findings.expect(object, "document", "a readable one", is: "\(error)", entry: entry.number)
        }
    }
}

extension PublishedStandards.Version {
    fileprivate init(_ listed: ListedVersion, _ publishedAt: Instant?, _ entry: EvidenceEntries.Last) {
        self.init(
            listed: listed,
            publishedAt: publishedAt ?? Instant(microseconds: 0),
            entry: entry.number
        )
    }
}

extension ListedVersion {
    fileprivate init(_ checklist: Checklist, _ digest: String) {
        self.init(
            code: checklist.code,
            version: checklist.version,
            digest: digest,
            effectiveFrom: checklist.effectiveFrom,
            effectiveTo: nil,
            baseline: checklist.baseline
        )
    }

    fileprivate init(_ baseline: Baseline, _ digest: String) {
        self.init(
            code: baseline.code,
            version: baseline.version,
            digest: digest,
            effectiveFrom: baseline.effectiveFrom,
            effectiveTo: baseline.effectiveTo,
            baseline: nil
        )
    }
}
