import AuditLog

@testable import Compliance
@testable import Store
@testable import Web

extension Samples {
    /// What an inspection names for the items, in every state that a file can be in.
    func named(for items: [String], isOwn: Bool = true) -> InspectionEvidence {
        let states: [NamedEvidence.State] = [
            .pending, .noFile, .here(file(.jpeg, .shown(width: 4000, height: 3000, beyond: 0))),
            .here(file(.heic, .shown(width: 4000, height: 3000, beyond: 31))),
            .here(file(.png, .refused("cutOff"))),
            .here(file(.webp, nil)), .here(file(.pdf, nil)),
        ]
        return InspectionEvidence(
            named: items.flatMap { item in
                states.enumerated()
                    .map { index, state in
                        NamedEvidence(
                            item: item,
                            index: index,
                            reference: state == .noFile
                                ? twist("台账第3页") : Hash(of: Array("\(item)-\(index)".utf8)).hex,
                            state: state
                        )
                    }
            },
            isOwn: isOwn
        )
    }

    private func file(_ kind: FileContent, _ picture: EvidenceFile.Picture?) -> EvidenceFile {
        EvidenceFile(
            digest: Hash(of: [1]),
            size: 2_345_678,
            kind: kind,
            receivedAt: Self.now,
            entry: 4711,
            picture: picture
        )
    }

    func evidencePage(maySend: Bool, _ texts: Texts) -> EvidencePage {
        EvidencePage(
            record,
            notice: twist("已收到"),
            problem: text("照片不完整", "The picture is cut off"),
            maySend: maySend,
            texts
        )
    }

    /// The page of an inspection that names nothing.
    func noEvidencePage(_ texts: Texts) -> EvidencePage {
        var record = record
        record.evidence = InspectionEvidence(named: [], isOwn: false)
        return EvidencePage(record, notice: nil, problem: nil, maySend: false, texts)
    }
}
