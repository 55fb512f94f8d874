/// How many connections there are, and how many calls wait for one.
package struct PoolFigures: Sendable, Hashable {
    package var open = 0
    package var idle = 0
    package var busy = 0
    package var opening = 0
    package var waiting = 0
}
