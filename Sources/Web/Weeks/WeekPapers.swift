package import Compliance
package import Papers
package import Store

/// The files of closed weeks: made from the sealed bytes, the PDF in Chinese once and kept.
package enum WeekPapers {
    /// The report as a file. The PDF in Chinese is the one that is kept, where one is; the others are made anew each time.
    package static func paper(
        of sealed: SealedWeek,
        as format: PaperFormat,
        in language: Language,
        from store: Store
    ) async throws -> Paper {
        let manuscript = Manuscript(sealed.report)
        if format == .pdf, language == .zh,
            let kept = try await store.weekPaperBytes(sealed.report.week, revision: sealed.report.revision)
        {
            return Paper(format: .pdf, bytes: kept, fileName: "\(manuscript.name).pdf")
        }
        return try await PaperMaker.make(manuscript, as: format, in: language)
    }

    /// Makes the PDF in Chinese and keeps it; the one that is kept, where one is.
    ///
    /// Throws `PaperRefusal` where it cannot be made.
    @discardableResult
    package static func keep(_ sealed: SealedWeek, in store: Store) async throws -> WeekPaper {
        let (week, revision) = (sealed.report.week, sealed.report.revision)
        if let kept = try await store.weekPaper(week, revision: revision) { return kept }
        let paper = try await PaperMaker.make(Manuscript(sealed.report), as: .pdf, in: .zh)
        try await store.keepWeekPaper(week, revision: revision, paper.bytes)
        guard let kept = try await store.weekPaper(week, revision: revision) else {
            throw StoreError.weekNotClosed(week, revision: revision)
        }
        return kept
    }

    /// Keeps the PDF of a week that the clock has closed; says why there is none, where there is none.
    @Sendable
    package static func keepByClock(_ sealed: SealedWeek, in store: Store) async throws -> Text? {
        guard case .failure(let refusal) = try await keepIfPossible(sealed, in: store) else { return nil }
        return refusal.message
    }

    /// The same for a week that was closed just now, which it is whether there is a PDF or not: why there is none.
    package static func keepIfPossible(
        _ sealed: SealedWeek,
        in store: Store
    ) async throws -> Swift.Result<WeekPaper, PaperRefusal> {
        do {
            return .success(try await keep(sealed, in: store))
        } catch let refusal as PaperRefusal {
            return .failure(refusal)
        }
    }
}
