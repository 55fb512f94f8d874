import Compliance
import HTTPTypes
import Hummingbird
import Mustache
import Store

extension Service {
    /// A page in its frame.
    func page(
        _ template: String,
        _ page: some Sendable,
        title: String,
        at address: String,
        status: HTTPResponse.Status = .ok,
        for visit: Visit
    ) throws -> Response {
        let texts = try texts(of: visit)
        let sheets = Resources.styleSheets.map { Place.asset($0, tag: resources.assets[$0]?.tag ?? "").path }
        let frame = Frame(
            title: title,
            address: address,
            county: records.county.name,
            texts: texts,
            styleSheets: sheets,
            identity: visit.identity,
            seal: visit.secret.map(FormSeal.of) ?? ""
        )
        let view = View(texts: texts, frame: frame, page: page)
        guard let html = resources.templates.render(view, withTemplate: template) else {
            throw Refusal.broken
        }
        var response = Response.html(html, status: status)
        response.headers[.contentLanguage] = texts.language.rawValue
        return response
    }

    func texts(of visit: Visit) throws -> Texts {
        guard let texts = resources.texts[visit.language] else { throw Refusal.broken }
        return texts
    }

    @Sendable func refusalPage(_ refusal: Refusal, _ visit: Visit, _ address: String) -> Response {
        let content = RefusalPage(refusal, language: visit.language, requestID: visit.requestID)
        do {
            var response = try page(
                "refusal",
                content,
                title: content.title,
                at: address,
                status: refusal.kind.status,
                for: visit
            )
            response.headers.append(contentsOf: refusal.headers)
            return response
        } catch {
            return refusal.problemResponse(for: visit)
        }
    }
}
