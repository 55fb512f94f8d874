import Compliance
import HTTPTypes
import Hummingbird
import Mustache

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
        guard let texts = resources.texts[visit.language] else { throw Refusal.broken }
        let view = View(
            texts: texts,
            frame: Frame(title: title, address: address, county: "", texts: texts, assets: resources.assets),
            page: page
        )
        guard let html = resources.templates.render(view, withTemplate: template) else { throw Refusal.broken }
        var response = Response.html(html, status: status)
        response.headers[.contentLanguage] = texts.language.rawValue
        return response
    }

    @Sendable func refusalPage(_ refusal: Refusal, _ visit: Visit, _ address: String) -> Response {
        let texts = visit.language
        let content = RefusalPage(refusal, language: texts, requestID: visit.requestID)
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
