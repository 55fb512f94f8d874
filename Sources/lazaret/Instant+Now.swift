import Compliance
import Glibc

extension Instant {
    /// The time it is, by the clock of the machine.
    static var now: Instant {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
    }
}
