import Compliance
import Postgres

extension Store {
    /// The list of versions and its edition, from memory where it is kept.
    func keptVersions() async throws -> (edition: Int, versions: ListedVersions) {
        if let kept = cache.versions { return kept }
        return try await currentVersions()
    }

    /// The standards in force on the day, as far as they can be read, by the codes of their checklists.
    func standards(on day: Day, of versions: ListedVersions) async throws -> [Standard] {
        var found: [Standard] = []
        for code in Set(versions.checklists.map(\.code)).sorted() {
            guard let listed = versions.checklist(code, version: nil, on: day),
                let standard = try await ifReadable({ try await standard(listed, on: day, of: versions) })
                    ?? nil
            else { continue }
            found.append(standard)
        }
        return found
    }

    /// The standards in force on that day or any later one, as far as they are published: each once.
    func standards(from day: Day, of versions: ListedVersions) async throws -> [Standard] {
        let all = versions.checklists + versions.baselines
        let changes = Set(
            all.flatMap { [$0.effectiveFrom, $0.effectiveTo.map { $0 + 1 }] }.compactMap(\.self)
        )
        var found: [Standard] = []
        for day in [day] + changes.filter({ $0 > day }).sorted() {
            for standard in try await standards(on: day, of: versions)
            where !found.contains(where: { StandardDigests($0) == StandardDigests(standard) }) {
                found.append(standard)
            }
        }
        return found
    }

    /// The standard of those digests; nil where one of the two is not published, or they do not go together.
    func standardIfPublished(_ digests: StandardDigests) async throws -> Standard? {
        do {
            let standard = try await standard(digests)
            return standard.checklist.baseline == standard.baseline.code ? standard : nil
        } catch StoreError.noChecklist {
            return nil
        } catch StoreError.noBaseline {
            return nil
        } catch is Problems {
            return nil
        }
    }
}
