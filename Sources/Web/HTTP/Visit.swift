import Compliance
package import Hummingbird

/// What is known of one request while it is answered.
package struct Visit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The language of the reader.
    var language: Language = .zh
    /// Names the request in the log, in the answer's `X-Request-Id` and in problems.
    var requestID: String = ""

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
    }
}
