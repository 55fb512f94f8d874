package import AuditLog
package import Compliance
import Postgres

/// A file that is opened for whoever may read the row that refers to it.
package struct OpenedEvidence: Sendable {
    package let digest: Hash
    /// In bytes.
    package let size: Int
    package let kind: FileContent
    /// How it begins.
    package let first: [UInt8]
}

extension Store {
    /// What the inspection names, by item and place, with what is here. Nothing for whoever may not read it.
    package func evidence(of inspection: InspectionID) async throws -> InspectionEvidence {
        try InspectionEvidence(try await query(evidenceQuery(inspection)))
    }

    func evidenceQuery(_ inspection: InspectionID) -> SQL {
        "SELECT * FROM evidence_of(\(county.id), \(inspection))"
    }

    /// Whether a file that the inspection names for the item is still to come; nil for whoever may not read it.
    package func isEvidencePending(_ inspection: InspectionID, _ item: String) async throws -> Bool? {
        try await query("SELECT evidence_pending(\(county.id), \(inspection), \(item)) AS pending").first?[
            "pending"
        ]
    }

    /// Of those digests the files that whoever asks has sent in full; of others' files nobody learns anything.
    package func ownEvidence(_ digests: [Hash]) async throws -> [Hash: OwnEvidence] {
        guard !digests.isEmpty else { return [:] }
        let rows = try await query(
            """
            SELECT * FROM evidence_own(\(county.id), ARRAY(
                SELECT decode(one, 'hex') FROM unnest(\(digests.map(\.hex))::text[]) AS one))
            """
        )
        return try rows.reduce(into: [:]) { own, row in
            own[try row["digest"]] = OwnEvidence(size: try row["size"], kind: try row["kind"])
        }
    }

    /// Opens the file that is named at that place. Throws `EvidenceRefusal.noFile` where there is none to read.
    package func openEvidence(at place: some FilePlace) async throws -> OpenedEvidence {
        guard let row = try await pieces(of: place, from: 0).first,
            let bytes = try row["bytes"] as [UInt8]?
        else { throw EvidenceRefusal.noFile }
        return OpenedEvidence(
            digest: try row["digest"],
            size: try row["size"],
            kind: try row["kind"],
            first: bytes
        )
    }

    /// The piece of the file that begins at `from`: who may read it is asked at every piece, so that a slow reader holds no
    /// connection of the database, and nobody reads on who may no longer.
    package func evidencePiece(at place: some FilePlace, from: Int) async throws -> [UInt8] {
        guard let bytes = try await pieces(of: place, from: from).first?["bytes"] as [UInt8]? else {
            throw EvidenceRefusal.noFile
        }
        return bytes
    }

    private func pieces(of place: some FilePlace, from: Int) async throws -> Rows {
        switch place.row {
        case .visit(let id):
            try await query(
                "SELECT * FROM evidence_piece_at(\(county.id), \(id), \(place.item), \(place.index), \(from))"
            )
        case .submission(let id):
            try await query("SELECT * FROM answer_piece_at(\(county.id), \(id), \(place.index), \(from))")
        case .photograph(let paper):
            try await query("SELECT * FROM photograph_piece_at(\(county.id), \(paper.arguments), \(from))")
        case .caseAct(let id):
            try await query("SELECT * FROM case_piece_at(\(county.id), \(id), \(place.index), \(from))")
        }
    }

    /// The copy of the picture at that place that pages show, JPEG; nil where none was made yet. Throws
    /// `EvidenceRefusal.noFile` where none could be.
    package func evidenceCopy(
        at place: some FilePlace,
        isSmall: Bool
    ) async throws -> (digest: Hash, bytes: [UInt8])? {
        let rows =
            switch place.row {
            case .visit(let id):
                try await query(
                    "SELECT * FROM evidence_copy_at(\(county.id), \(id), \(place.item), \(place.index), \(isSmall))"
                )
            case .submission(let id):
                try await query(
                    "SELECT * FROM answer_copy_at(\(county.id), \(id), \(place.index), \(isSmall))"
                )
            case .photograph(let paper):
                try await query(
                    "SELECT * FROM photograph_copy_at(\(county.id), \(paper.arguments), \(isSmall))"
                )
            case .caseAct(let id):
                try await query(
                    "SELECT * FROM case_copy_at(\(county.id), \(id), \(place.index), \(isSmall))"
                )
            }
        guard let row = rows.first else { return nil }
        guard let bytes = try row["bytes"] as [UInt8]? else { throw EvidenceRefusal.noFile }
        return (try row["digest"], bytes)
    }

    /// Keeps what pages show of the picture with that digest, or in one word why nothing; what is kept stays.
    package func keepCopy(of digest: Hash, _ copy: EvidenceCopy) async throws {
        _ = try await act { who in
            switch copy {
            case .refused(let why):
                "SELECT keep_copy(\(who), \(digest), \(why), NULL, NULL, 0, NULL, NULL)"
            case .made(let width, let height, let beyond, let page, let thumbnail):
                """
                SELECT keep_copy(\(who), \(digest), NULL, \(width), \(height), \(beyond), \(page)::bytea,
                    \(thumbnail)::bytea)
                """
            }
        }
    }
}

/// What was made of a picture, to be kept.
package enum EvidenceCopy: Sendable, Hashable {
    case refused(String)
    /// Width and height of the picture in pixels, upright; page and thumbnail are JPEG.
    case made(width: Int, height: Int, beyond: Int, page: [UInt8], thumbnail: [UInt8])
}
