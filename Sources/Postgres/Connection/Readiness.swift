import CLibPQ
import Glibc

/// The kernel's word on which sockets are ready (epoll), each asked for once at a time.
final class Readiness: Sendable {
    /// A socket, and what is waited for.
    struct Interest {
        let socket: Int32
        let reading: Bool
        let writing: Bool
    }

    /// The ticket of the wake-up call itself, which nobody is parked with.
    static let wakeUp: EventLoop.Ticket = 0

    private let epoll: Int32
    private let wakeUpCall: Int32

    init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        wakeUpCall = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(epoll >= 0 && wakeUpCall >= 0, "no file descriptors are left for epoll")
        // Edge-triggered: every write tells once, so nothing has to be read.
        var event = unsafe epoll_event(
            events: EPOLLIN.rawValue | EPOLLET.rawValue,
            data: epoll_data_t(u64: Self.wakeUp)
        )
        unsafe epoll_ctl(epoll, EPOLL_CTL_ADD, wakeUpCall, &event)
    }

    deinit {
        close(wakeUpCall)
        close(epoll)
    }

    /// Ends the present `wait`, or the next one.
    func wake() {
        eventfd_write(wakeUpCall, 1)
    }

    /// Asks to be told once; false where the kernel cannot watch the socket.
    func arm(_ interest: Interest, _ ticket: EventLoop.Ticket) -> Bool {
        let events =
            EPOLLONESHOT.rawValue | (interest.reading ? EPOLLIN.rawValue : 0)
            | (interest.writing ? EPOLLOUT.rawValue : 0)
        var event = unsafe epoll_event(events: events, data: epoll_data_t(u64: ticket))
        if unsafe epoll_ctl(epoll, EPOLL_CTL_MOD, interest.socket, &event) == 0 { return true }
        return unsafe errno == ENOENT && epoll_ctl(epoll, EPOLL_CTL_ADD, interest.socket, &event) == 0
    }

    /// Waits that long (-1: without end) and names the tickets of the ready sockets.
    func wait(milliseconds: Int32, _ ready: (EventLoop.Ticket) -> Void) {
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
            let count = unsafe epoll_wait(epoll, events.baseAddress, 64, milliseconds)
            for index in 0..<max(0, Int(count)) {
                let ticket = unsafe events[index].data.u64
                if ticket != Self.wakeUp { ready(ticket) }
            }
        }
    }
}
