import Compliance
import Hummingbird
import Store
import StrictJSON

extension Service {
    @Sendable func apiWhatIf(request: Request, visit: Visit) async throws -> Response { throw Refusal.broken }
    @Sendable func apiWhatIfOfAll(request: Request, visit: Visit) async throws -> Response { throw Refusal.broken }
}
