import Compliance
import HTTPServer
import HummingbirdCore
import Messengers
import Pictures
import Store
import StrictJSON

/// What the handlers of every subject work with.
struct Service: Sendable {
    /// The county's data, asked on nobody's behalf; `store(for:)` asks on the reader's.
    let store: Store
    let resources: Resources
    let now: @Sendable () -> Instant
    /// The county's OpenID provider, where it has one.
    let openID: OpenIDLogin?
    let sealing: SealingStatus
    let clock: ClockStatus
    /// How far webhooks reach beside the Internet.
    let reach: Reach
    let readiness: Readiness
    let pictureTries = PictureTries()
    let metrics = Metrics(counters: Subject.all.flatMap(\.counters))

    init(
        store: Store,
        resources: Resources,
        now: @escaping @Sendable () -> Instant,
        openID: OpenIDLogin? = nil,
        sealing: SealingStatus = SealingStatus(isExpected: false),
        clock: ClockStatus = ClockStatus(),
        reach: Reach = []
    ) {
        self.store = store
        self.resources = resources
        self.now = now
        self.openID = openID
        self.sealing = sealing
        self.clock = clock
        self.reach = reach
        readiness = Readiness(store: store, now: now)
    }

    /// The data, asked on behalf of whoever sent this request, who is let in with the first answer.
    func store(for context: RequestContext) -> Store {
        guard let secret = context.credential else { return store.acting(for: .nobody) }
        return store.acting(
            for: .holder(AccessKey(secret: secret), address: context.address),
            at: Door(
                pass: { found in try context.admit(found) },
                ask: { try await context.admit() },
                vouch: { context.vouch() }
            )
        )
    }

    /// What the server serves.
    var served: ServedApplication {
        ServedApplication(
            cookieScope: store.county.code,
            routes: Subject.all.flatMap { $0.routes(self) },
            metrics: metrics,
            recognise: recognised,
            refusalPage: refusalPage,
            link: { step, next in
                switch step {
                case .signIn: Link.login.path + "?next=\(FormText.encode(next))"
                case .changePassword: Link.account.path
                }
            }
        )
    }
}
