package import HTTPServer
import HTTPTypes
package import Store

/// What is on record and cannot be read is named in the answer, and with its cause in the log.
extension UnreadableRow: RefusalConvertible {
    package var refusal: Refusal { Refusal(.broken, message) }
}

extension StoreError: RefusalConvertible {
    /// What is not there, what stands against it, who may not, and what will do later; in the store's own words.
    package var refusal: Refusal {
        let kind: Refusal.Kind =
            switch self {
            case .noCounty, .noSite, .noTownship, .noInspection, .noGap, .noChecklist, .noBaseline, .noDraft,
                .noCase,
                .noAccount,
                .noSession,
                .noEntry, .noLink, .noWait, .noIssuance, .noGuidance, .noNotice, .noOrder, .weekNotClosed,
                .noClosingOrder:
                .notFound
            case .conflict, .guidanceTaken, .alreadyFiled, .alreadyRevised, .changedMeanwhile, .versionTaken,
                .accountTaken,
                .notSealed, .noPassword, .linkTaken, .lastAdministrator, .weekOpen, .weekClosed,
                .nothingToRevise:
                .conflict
            case .gap(let refusal): refusal.isAboutWho ? .forbidden : .conflict
            case .draftHeld, .noNoticeOf, .noOrderOf, .noLetterhead, .arrived: .conflict
            case .draw(let refusal): refusal.isUnknown ? .notFound : .conflict
            case .draftChanged: .outdated
            case .noPlace: .malformed
            case .notSignedIn: .unauthenticated
            case .forbidden, .notDirector: .forbidden
            case .recordDamaged, .keyDoesNotFollow: .broken
            case .schema, .unavailable, .programsReplaced, .outOfTime, .busy, .sealingStopped: .unavailable
            }
        return Refusal(kind, message, headers: kind == .unavailable ? [.retryAfter: "5"] : [:])
    }
}
