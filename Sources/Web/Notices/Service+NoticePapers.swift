import Compliance
import HTTPServer
import HummingbirdCore
import Papers
import Store

extension Service {
    /// Answers with the notice of a visit as a file of that format, made from what was sealed.
    func apiNoticePaper(_ format: PaperFormat) -> Route.Handler {
        { _, context in
            let id = try context.inspection
            guard let record = try await self.store(for: context).notice(of: id) else {
                throw StoreError.noNotice("\(id)")
            }
            let manuscript = Manuscript(record.notice, sealed: record.document)
            return .file(try await PaperMaker.make(manuscript, as: format, in: context.language))
        }
    }

    /// The same of an order.
    func apiOrderPaper(_ format: PaperFormat) -> Route.Handler {
        { _, context in
            let record = try await self.orderRecord(context)
            let manuscript = Manuscript(record.order, sealed: record.document)
            return .file(try await PaperMaker.make(manuscript, as: format, in: context.language))
        }
    }
}
