/// How many connections there are, and how many calls wait for one.
package struct PoolFigures: Sendable, Hashable {
    package var open: Int
    package var idle: Int
    package var busy: Int
    package var opening: Int
    package var waiting: Int

    package init(open: Int = 0, idle: Int = 0, busy: Int = 0, opening: Int = 0, waiting: Int = 0) {
        self.open = open
        self.idle = idle
        self.busy = busy
        self.opening = opening
        self.waiting = waiting
    }
}
