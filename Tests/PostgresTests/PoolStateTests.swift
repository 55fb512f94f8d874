import Testing

@testable import Postgres

/// The pool's decisions, without a server: connections are numbers, time is said.
@Suite struct PoolStateTests {
    private let start = ContinuousClock.now
    private let gone = PostgresError(.cannotConnect)

    private func pool(_ maximum: Int) -> PoolState {
        PoolState(maximum: maximum, patience: .seconds(2))
    }

    @Test func opensOnDemandUpToTheMaximum() {
        var pool = pool(2)
        #expect(pool.request(1, at: start) == [.open])
        #expect(pool.request(2, at: start) == [.open])
        #expect(pool.request(3, at: start) == [])
        #expect(pool.figures == PoolFigures(open: 0, idle: 0, busy: 0, opening: 2, waiting: 3))
    }

    @Test func firstComeFirstServed() {
        var pool = pool(1)
        #expect(pool.request(1, at: start) == [.open])
        #expect(pool.request(2, at: start) == [])
        #expect(pool.request(3, at: start) == [])
        #expect(pool.opened(7, at: start) == [.lend(7, to: 1)])
        #expect(pool.giveBack(7, isReusable: true, at: start) == [.lend(7, to: 2)])
        #expect(pool.giveBack(7, isReusable: true, at: start) == [.lend(7, to: 3)])
        #expect(pool.giveBack(7, isReusable: true, at: start) == [])
        #expect(pool.figures == PoolFigures(open: 1, idle: 1, busy: 0, opening: 0, waiting: 0))
    }

    @Test func lendsTheConnectionUsedLast() {
        var pool = pool(2)
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.opened(8, at: start)
        _ = pool.giveBack(8, isReusable: true, at: start)
        _ = pool.giveBack(7, isReusable: true, at: start)
        #expect(pool.request(3, at: start) == [.lend(7, to: 3)])
    }

    @Test func whoGivesUpLeavesTheQueue() {
        var pool = pool(1)
        _ = pool.request(1, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.request(2, at: start)
        _ = pool.request(3, at: start)
        pool.withdraw(2)
        #expect(pool.giveBack(7, isReusable: true, at: start) == [.lend(7, to: 3)])
    }

    @Test func aConnectionInDoubtIsClosedAndReplacedForThoseWhoWait() {
        var pool = pool(1)
        _ = pool.request(1, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.request(2, at: start)
        #expect(pool.giveBack(7, isReusable: false, at: start) == [.close(7), .open])
        #expect(pool.opened(8, at: start) == [.lend(8, to: 2)])
    }

    @Test func whoWasLentADeadOneIsServedBeforeAllOthers() {
        var pool = pool(1)
        _ = pool.request(1, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.request(2, at: start)
        #expect(pool.replace(7, for: 1, at: start) == [.close(7), .open])
        #expect(pool.opened(8, at: start) == [.lend(8, to: 1)])
    }

    @Test func waitsAndTriesAgainWhileTheServerIsAwayForAMoment() {
        var pool = pool(4)
        #expect(pool.request(1, at: start) == [.open])
        #expect(pool.failedToOpen(gone, at: start) == [.openAt(start + .milliseconds(50))])
        // One attempt at a time: the next caller waits for the same.
        #expect(pool.request(2, at: start) == [])
        #expect(pool.timeToOpen(at: start + .milliseconds(50)) == [.open])
        let second = start + .milliseconds(51)
        #expect(pool.failedToOpen(gone, at: second) == [.openAt(second + .milliseconds(100))])
        #expect(pool.timeToOpen(at: second + .milliseconds(100)) == [.open])
        // Back: the one who came first is served, and a connection is opened for the other.
        #expect(pool.opened(7, at: second + .milliseconds(101)) == [.lend(7, to: 1), .open])
    }

    @Test func refusesAtOnceWhenTheServerStaysAway() {
        var pool = pool(4)
        _ = pool.request(1, at: start)
        _ = pool.failedToOpen(gone, at: start)
        _ = pool.timeToOpen(at: start + .milliseconds(50))
        let late = start + .seconds(3)
        #expect(pool.failedToOpen(gone, at: late) == [.refuse(1, gone)])
        #expect(pool.request(2, at: late) == [.refuse(2, gone)])
        // After the pause the next caller makes an attempt, and waits for its end.
        #expect(pool.request(3, at: late + .seconds(1)) == [.open])
        #expect(pool.opened(7, at: late + .seconds(1)) == [.lend(7, to: 3)])
        #expect(pool.request(4, at: late + .seconds(1)) == [.open])
    }

    @Test func waitsForABusyConnectionHoweverLongTheServerLetsNobodyIn() {
        var pool = pool(4)
        _ = pool.request(1, at: start)
        _ = pool.opened(7, at: start)
        #expect(pool.request(2, at: start) == [.open])
        #expect(pool.failedToOpen(gone, at: start) == [.openAt(start + .milliseconds(50))])
        let late = start + .seconds(3)
        #expect(pool.timeToOpen(at: late) == [.open])
        #expect(pool.failedToOpen(gone, at: late) == [.openAt(late + .milliseconds(100))])
        #expect(pool.request(3, at: late) == [])
        #expect(pool.giveBack(7, isReusable: true, at: late) == [.lend(7, to: 2)])
        // The last one breaks: the next attempt decides for whoever still waits.
        #expect(pool.giveBack(7, isReusable: false, at: late) == [.close(7)])
        let later = late + .milliseconds(100)
        #expect(pool.timeToOpen(at: later) == [.open])
        #expect(pool.failedToOpen(gone, at: later) == [.refuse(3, gone)])
    }

    @Test(arguments: [(1, 50), (2, 100), (3, 200), (4, 400), (5, 800), (6, 1000), (7, 1000), (60, 1000)])
    func pausesDoubleUpToASecond(attempts: Int, milliseconds: Int) {
        #expect(PoolState.backoff(attempts) == .milliseconds(milliseconds))
    }

    @Test func drainingLetsTheBusyFinish() {
        var pool = pool(2)
        _ = pool.request(1, at: start)
        _ = pool.request(2, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.opened(8, at: start)
        _ = pool.request(3, at: start)
        _ = pool.giveBack(7, isReusable: false, at: start)
        #expect(pool.drain() == [.refuse(3, PostgresError(.closed))])
        #expect(pool.request(4, at: start) == [.refuse(4, PostgresError(.closed))])
        #expect(pool.giveBack(8, isReusable: true, at: start) == [.close(8)])
        #expect(pool.opened(9, at: start) == [.close(9), .drained])
    }

    @Test func drainingAnIdlePoolIsDoneAtOnce() {
        var pool = pool(2)
        _ = pool.request(1, at: start)
        _ = pool.opened(7, at: start)
        _ = pool.giveBack(7, isReusable: true, at: start)
        #expect(pool.drain() == [.close(7), .drained])
    }
}
