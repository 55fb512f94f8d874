import Compliance
import HTTPTypes
import Hummingbird
import StrictJSON

extension Request {
    /// Refuses a change that another site's page asks for in the reader's name.
    ///
    /// Browsers say where a request comes from in `Sec-Fetch-Site`, older ones in `Origin`; programs say neither.
    func requireSameOrigin() throws {
        guard ![.get, .head, .options].contains(method) else { return }
        let isForeign: Bool =
            if let site = headers[named: "Sec-Fetch-Site"] {
                site != "same-origin" && site != "none"
            } else if let origin = headers[.origin] {
                origin.split(at: "/").last.map { $0.isExactly(head.authority ?? "") } != true
            } else {
                false
            }
        guard isForeign else { return }
        throw Refusal(
            .foreign,
            Text(
                zh: "这一请求来自别的网站的页面,没有执行。请从本系统的页面提交。",
                en:
                    "This request came from another site's page and was not carried out. Send it from a page of this one."
            )
        )
    }
}
