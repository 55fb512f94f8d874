import AuditLog
import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Pictures
import Store
import StrictJSON

extension Service {
    func evidencePage(request: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).inspection(try context.inspection)
        let texts = try texts(of: context)
        let notice = request.queryValue("done") == "received" ? texts("proofFiles.received") : nil
        return try showEvidence(record, notice: notice, context)
    }

    /// Takes a file that the inspection names and that has not come: one of no kind that is taken, or other bytes than the
    /// digest says, are refused in words, on the page.
    func receiveEvidence(request: Request, context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let id = try context.inspection
        var place: EvidencePlace?
        do {
            try await takeFile(request, context) { fields in
                let (named, digest) = try await store.evidence(of: id).wanted(by: fields.one("digest"))
                place = EvidencePlace(inspection: id, item: named.item, index: named.index)
                return digest
            }
        } catch let refusal as EvidenceRefusal {
            return try showEvidence(
                try await store.inspection(id),
                problem: refusal.message,
                status: refusal.refusal.kind.status,
                context
            )
        }
        if let place, let problem = try await remark(on: place, in: store) {
            return try showEvidence(
                try await store.inspection(id),
                notice: try texts(of: context)("proofFiles.received"),
                problem: problem,
                context
            )
        }
        return .seeOther(Link.evidence(of: id).path + "?done=received")
    }

    /// Makes the copy of a picture at once, so that whoever sent it hears it where it cannot be shown; nil where it can, or
    /// where it is none.
    func remark(on place: some FilePlace, in store: Store) async throws -> Text? {
        do {
            try await makeCopy(of: place, in: store)
            return nil
        } catch let refusal as PictureRefusal {
            return refusal.message
        } catch EvidenceRefusal.noFile {
            return nil
        }
    }

    private func showEvidence(
        _ record: InspectionRecord,
        notice: String? = nil,
        problem: Text? = nil,
        status: HTTPResponse.Status = .ok,
        _ context: RequestContext
    ) throws -> Response {
        let rights = context.identity?.rights ?? []
        let page = EvidencePage(
            record,
            notice: notice,
            problem: problem,
            maySend: rights.contains(.file) && context.identity?.isToken != true,
            try texts(of: context)
        )
        return try show(page, at: Link.evidence(of: record.filing.id).path, status: status, for: context)
    }

    func apiEvidence(_: Request, context: RequestContext) async throws -> Response {
        let record = try await store(for: context).inspection(try context.inspection)
        return .taggedJSON(record.evidence.json(of: record.filing.id))
    }
}

extension Refusal {
    static let notToBeSent = Refusal(
        .conflict,
        Text(
            zh: "这份佐证不用发：已经收到，或不是您提交、登记的所引用的。",
            en: "This file is not to be sent: it has come already, or is not named by what you put on record."
        )
    )
}

extension InspectionEvidence {
    /// The reference that a form sends a file for; throws where it is not to be sent by whoever asks.
    fileprivate func wanted(by digest: String?) throws -> (NamedEvidence, Hash) {
        guard isOwn, let digest,
            let named = pending.first(where: { $0.reference.lowercased().isExactly(digest) }),
            let hash = Hash(hex: digest)
        else { throw Refusal.notToBeSent }
        return (named, hash)
    }

    fileprivate func json(of inspection: InspectionID) -> Node {
        .object([
            ("pending", .number(pending.count)), ("isOwn", .bool(isOwn)),
            ("evidence", .array(named.map { $0.json(of: inspection) })),
        ])
    }
}

extension NamedEvidence {
    fileprivate func json(of inspection: InspectionID) -> Node {
        var members: [(String, Node?)] = [
            ("item", .string(item)), ("index", .number(index)), ("reference", .string(reference)),
        ]
        switch state {
        case .noFile: members.append(("state", "noFile"))
        case .pending: members.append(("state", "pending"))
        case .here(let file):
            let place = EvidencePlace(inspection: inspection, item: item, index: index)
            members += [
                ("state", "here"), ("sha256", .string(file.digest.hex)), ("size", .number(file.size)),
                ("type", .string(file.kind.rawValue)), ("receivedAt", file.receivedAt.json),
                ("entry", .number(file.entry)), ("address", .string(Link.evidence(at: place).path)),
                ("picture", file.picture?.json),
            ]
        }
        return .object(members)
    }
}

extension EvidenceFile.Picture {
    fileprivate var json: Node {
        switch self {
        case .refused(let why): .object([("refused", .string(why))])
        case .shown(let width, let height, let beyond):
            .object([("width", .number(width)), ("height", .number(height)), ("beyond", .number(beyond))])
        }
    }
}
