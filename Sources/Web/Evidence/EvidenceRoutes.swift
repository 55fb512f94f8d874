import Compliance
package import HTTPServer
import HTTPTypes
import HummingbirdCore
package import Store
import StrictJSON

extension Subject {
    /// Files that filings name: sent in pieces, read by the row that names them, shown as copies made anew.
    static let evidence = Subject("evidence", pages: [EvidencePage.self]) { service in
        [
            Route(.get, "/inspections/{id}/evidence", .right(.read), service.evidencePage),
            Route(
                .post,
                "/inspections/{id}/evidence",
                .right(.read),
                streamsFile: true,
                service.receiveEvidence
            ),
            Route(.get, "/inspections/{id}/evidence/{item}/{n}", .right(.read), service.evidenceFile),
            Route(.get, "/inspections/{id}/evidence/{item}/{n}/page", .right(.read), service.evidenceCopy),
            Route(
                .get,
                "/inspections/{id}/evidence/{item}/{n}/thumbnail",
                .right(.read),
                service.evidenceThumbnail
            ),
            Route(.get, "/api/v1/inspections/{id}/evidence", .right(.read), service.apiEvidence),
            Route(.post, "/api/v1/uploads", .right(.read), service.apiBeginUpload),
            Route(.get, "/api/v1/uploads/{upload}", .right(.read), service.apiUpload),
            Route(
                .patch,
                "/api/v1/uploads/{upload}",
                .right(.read),
                isFile: true,
                service.apiAppendUpload
            ),
            Route(.delete, "/api/v1/uploads/{upload}", .right(.read), service.apiDiscardUpload),
        ]
    }
}

extension Link {
    /// What an inspection names as evidence, with what has arrived; and where what is missing is sent.
    static func evidence(of inspection: InspectionID) -> Link {
        Link(Link.inspection("\(inspection)").path + "/evidence")
    }

    /// The file that an answer names at that place, as it was sent: it is saved, never shown.
    static func evidence(at place: EvidencePlace) -> Link {
        Link(evidence(of: place.inspection).path + "/\(FormText.encode(place.item))/\(place.index)")
    }

    /// The copy of that picture that pages show, and the small one.
    static func evidenceCopy(at place: EvidencePlace) -> Link { Link(evidence(at: place).path + "/page") }
    static func evidenceThumbnail(at place: EvidencePlace) -> Link {
        Link(evidence(at: place).path + "/thumbnail")
    }
}

extension RequestContext {
    /// Where the path names a file.
    var evidencePlace: EvidencePlace {
        get throws {
            guard let index = Int(part("n")), (0..<100).contains(index), part("n") == "\(index)",
                // What no item is called is not asked of the database.
                !part("item").unicodeScalars.contains(where: \.isControl)
            else {
                throw EvidenceRefusal.noFile
            }
            return EvidencePlace(inspection: try inspection, item: part("item"), index: index)
        }
    }
}

extension EvidenceRefusal: RefusalConvertible {
    package var refusal: Refusal {
        let kind: Refusal.Kind =
            switch self {
            case .noUpload, .expired, .noFile: .notFound
            case .ended, .elsewhere: .conflict
            case .tooLarge, .beyond, .total: .tooLarge
            case .many, .often, .day, .scattered: .tooMany
            case .unsupported: .unsupportedMediaType
            case .empty, .mismatch: .invalid
            }
        var headers: HTTPFields = [:]
        if case .elsewhere(let place) = self { headers[named: "Upload-Offset"] = "\(place)" }
        return Refusal(kind, message, headers: headers)
    }
}
