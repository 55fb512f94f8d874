import Compliance
import HTTPServer
import HTTPTypes
import HummingbirdCore
import Mustache
import Store

/// What a page says: a value of stored properties, which its template names.
protocol Page: Sendable {
    /// The name of its template.
    static var template: String { get }

    /// What the window that shows it is called.
    func windowTitle(_ texts: Texts) -> String

    /// The page's form that the frame must not lead away from; nil where leaving it loses nothing.
    var form: FormInFrame? { get }
}

extension Page {
    var form: FormInFrame? { nil }
}

/// A form, of the id `form`, that holds what somebody typed: the frame's ways out of the page send it along.
struct FormInFrame: Sendable {
    /// What Enter in one of its fields sends it for.
    let action: String
    /// Whether the navigation sends it, to be kept; else only the way to the other language does.
    let isSavedOnLeaving: Bool
}

extension Service {
    /// The page in its frame; the address is where the other language of it is found. What it leaves out because it
    /// cannot be read is counted on it, and named in the log.
    func show(
        _ page: some Page,
        leavingOut unreadable: UnreadableRows = UnreadableRows(),
        at address: String? = nil,
        status: HTTPResponse.Status = .ok,
        for context: RequestContext
    ) throws -> Response {
        let texts = try texts(of: context)
        logs(unreadable, for: context)
        let frame = Frame(
            title: page.windowTitle(texts),
            address: address ?? context.url,
            county: store.county.name,
            texts: texts,
            styleSheet: resources.styleSheet.path,
            identity: context.identity,
            csrf: context.secret.map(CSRFToken.of) ?? "",
            form: page.form,
            script: resources.script.path,
            leftOut: unreadable.count
        )
        let view = View(texts: texts, frame: frame, page: page)
        guard let html = resources.templates.render(view, withTemplate: type(of: page).template) else {
            throw Refusal.broken
        }
        var response = Response.html(html, status: status)
        response.headers[.contentLanguage] = texts.language.rawValue
        return response
    }

    func texts(of context: RequestContext) throws -> Texts {
        guard let texts = resources.texts[context.language] else { throw Refusal.broken }
        return texts
    }
}

/// A page in its frame, as the templates see it: `t`, `frame` and `page`.
struct View: MustacheParent {
    let texts: Texts
    let frame: Frame
    let page: any Sendable

    func child(named name: String) -> Any? {
        switch name {
        case "t": texts
        case "frame": frame
        case "page": page
        default: nil
        }
    }
}
