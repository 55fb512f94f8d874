import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// Who is connected: so that connections stay below what the process can hold, no address holds them all, and those
/// that ask nothing give way to those who wait to get in.
final class Connections: AvailableConnectionsDelegate {
    /// Asks a connection to close unless a request has come in meanwhile.
    struct GiveWay: Sendable {}

    /// Where a connection comes from, as far as it counts: nil for a trusted proxy, behind which are many.
    typealias Origin = [UInt8]?

    /// The most that one address holds: an office of hundreds works behind one, since its idle connections give way
    /// to its new ones. No address takes more than a quarter of all.
    static let mostOfAnAddress = 256

    private struct Held {
        let channel: any Channel
        let origin: Origin
        /// When its last request was answered, or it was made; nil while it is asked something.
        var idleSince: NIODeadline?
        var isLeaving = false
    }

    private struct State {
        var open = 0
        var held: [ObjectIdentifier: Held] = [:]
        var counts: [[UInt8]: Int] = [:]
        /// Somebody may wait to get in.
        var isFull = false
        /// It is in the log that it is full.
        var isSaid = false
    }

    private let most: Int
    private let mostOfAnAddress: Int
    private let proxies: TrustedProxies
    private let logger: Logger
    private let state = Mutex(State())

    init(atMost most: Int, trusting proxies: TrustedProxies, logger: Logger) {
        self.most = most
        mostOfAnAddress = max(1, min(Self.mostOfAnAddress, most / 4))
        self.proxies = proxies
        self.logger = logger
    }

    // MARK: Accepting

    func connectionOpened() { state.withLock { $0.open += 1 } }

    func connectionClosed() {
        state.withLock {
            $0.open -= 1
            if $0.open < most { $0.isFull = false }
            // Said again only after half of them had gone.
            if $0.open <= most / 2 { $0.isSaid = false }
        }
    }

    /// Whether there is room for one more; where there is none, the longest idle ones are asked to leave, and each
    /// that does lets somebody in.
    func isAcceptingNewConnections() -> Bool {
        let (isFull, says, leaving) = state.withLock { state -> (Bool, Bool, [any Channel]) in
            guard state.open >= most else { return (false, false, []) }
            state.isFull = true
            let says = !state.isSaid
            state.isSaid = true
            return (true, says, makeRoom(&state))
        }
        if says {
            logger.warning(
                "as many connections are open as can be; new ones wait, idle ones are closed",
                metadata: ["connections": .stringConvertible(most)]
            )
        }
        leaving.forEach(Self.ask)
        return !isFull
    }

    // MARK: Connections

    /// Takes in a connection that was made; false where its address holds too many, none of them idle.
    func admit(_ channel: any Channel) -> Bool {
        let origin = origin(of: channel)
        let (isAdmitted, leaving) = state.withLock { state -> (Bool, [any Channel]) in
            var leaving = state.isFull ? makeRoom(&state) : []
            if let origin, state.counts[origin, default: 0] >= mostOfAnAddress {
                // Those that were asked before and are still there count too, up to as many again.
                let idle = leave(&state, atMost: 1) { $0 == origin }
                guard !idle.isEmpty, state.counts[origin, default: 0] < 2 * mostOfAnAddress else {
                    return (false, leaving + idle)
                }
                leaving += idle
            }
            if let origin { state.counts[origin, default: 0] += 1 }
            state.held[ObjectIdentifier(channel)] = Held(channel: channel, origin: origin, idleSince: .now())
            return (true, leaving)
        }
        leaving.forEach(Self.ask)
        return isAdmitted
    }

    /// Forgets a connection that has ended.
    func forget(_ channel: any Channel) {
        state.withLock { state in
            guard let held = state.held.removeValue(forKey: ObjectIdentifier(channel)),
                let origin = held.origin
            else { return }
            let left = state.counts[origin, default: 1] - 1
            state.counts[origin] = left > 0 ? left : nil
        }
    }

    /// Notes that the connection is asked something, or has answered everything.
    func note(_ channel: any Channel, isIdle: Bool) {
        let leaving = state.withLock { state -> [any Channel] in
            state.held[ObjectIdentifier(channel)]?.idleSince = isIdle ? .now() : nil
            if !isIdle { state.held[ObjectIdentifier(channel)]?.isLeaving = false }
            return isIdle && state.isFull ? makeRoom(&state) : []
        }
        leaving.forEach(Self.ask)
    }

    /// The idle ones that are asked to leave when all is full: a few at a time.
    private func makeRoom(_ state: inout State) -> [any Channel] {
        let wanted = max(1, most / 32) - state.held.values.count { $0.isLeaving }
        return wanted > 0 ? leave(&state, atMost: wanted) { _ in true } : []
    }

    /// Asks the longest idle of such to leave.
    private func leave(
        _ state: inout State,
        atMost most: Int,
        from isOf: (Origin) -> Bool
    ) -> [any Channel] {
        let idle = state.held.compactMap { id, held in
            held.isLeaving || !isOf(held.origin) ? nil : held.idleSince.map { (id: id, since: $0) }
        }
        return idle.sorted { $0.since < $1.since }.prefix(most)
            .compactMap { entry in
                state.held[entry.id]?.isLeaving = true
                return state.held[entry.id]?.channel
            }
    }

    private static func ask(_ channel: any Channel) {
        channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(GiveWay()) }
    }

    /// Who is given an IPv6 address is given all that begin with the same 64 bits.
    private func origin(of channel: any Channel) -> Origin {
        guard let address = channel.remoteAddress.flatMap(NetworkAddress.init), !proxies.trusts(address)
        else {
            return nil
        }
        return address.bytes.count == 16 ? Array(address.bytes.prefix(8)) : address.bytes
    }
}
