import Testing

@testable import Compliance

@Suite("When a message is tried again, and when nobody tries any more")
struct DeliveryStateTests {
    typealias Attempt = DeliveryState.Attempt
    static let composed = DueMessagesTests.now

    private static func after(_ seconds: Int) -> Instant { composed.adding(seconds: seconds) }
    private static func state(_ attempts: [Attempt], lot: UInt8 = 128) -> DeliveryState {
        DeliveryState(composed: composed, lot: lot, attempts)
    }

    @Test("A minute, two, four … six hours, from three quarters to nearly five quarters by the lot")
    func pauses() {
        // By hand: 60 · 3/4 = 45, and 30 · 128 / 256 = 15 more; 6 h is 21,600: 16,200 + 5,400.
        #expect((1...4).map { DeliveryState.pause(after: $0, lot: 128) } == [60, 120, 240, 480])
        #expect([0, 255].map { DeliveryState.pause(after: 1, lot: $0) } == [45, 74])
        #expect([10, 11, 19].map { DeliveryState.pause(after: $0, lot: 128) } == [21_600, 21_600, 21_600])
        #expect(DeliveryState.pause(after: 9, lot: 128) == 15_360)
    }

    @Test("Waiting, delivered, refused, tried again; what the receiver asked for counts where it is longer")
    func states() {
        #expect(Self.state([]) == .waiting)
        #expect(Self.state([Attempt(.later, at: Self.after(5))]) == .retrying(Self.after(65)))
        #expect(Self.state([Attempt(.later, at: Self.after(5), wait: 30)]) == .retrying(Self.after(65)))
        #expect(Self.state([Attempt(.later, at: Self.after(5), wait: 600)]) == .retrying(Self.after(605)))
        #expect(
            Self.state([Attempt(.later, at: Self.after(5)), Attempt(.delivered, at: Self.after(70))])
                == .delivered
        )
        #expect(Self.state([Attempt(.refused, at: Self.after(5))]) == .dead)
    }

    @Test("Dead after twenty attempts or three days; sent again, from the beginning")
    func dead() {
        let many = (0..<19).map { Attempt(.later, at: Self.after($0)) }
        #expect(Self.state(many) == .retrying(Self.after(18 + 21_600)))
        let all = many + [Attempt(.later, at: Self.after(19))]
        #expect(Self.state(all) == .dead)
        #expect(Self.state([Attempt(.later, at: Self.after(3 * 86_400))]) == .dead)
        #expect(
            Self.state([Attempt(.later, at: Self.after(3 * 86_400 - 1))])
                == .retrying(Self.after(3 * 86_400 + 59))
        )
        #expect(Self.state(all + [Attempt(.aside, at: Self.after(400_000))]) == .aside)
        let again = all + [Attempt(.again, at: Self.after(400_000))]
        #expect(Self.state(again) == .waiting)
        #expect(
            Self.state(again + [Attempt(.later, at: Self.after(400_010))]) == .retrying(Self.after(400_070))
        )
    }

    @Test(
        "Quiet from 21:00 to 08:00 over midnight, or within a day, or never",
        arguments: [
            ("20:59", false, false), ("21:00", true, false), ("00:00", true, false), ("07:59", true, false),
            ("08:00", false, false), ("12:00", false, true), ("13:59", false, true), ("14:00", false, false),
        ]
    )
    func quiet(at time: String, _ atNight: Bool, _ atNoon: Bool) {
        let moment = DueMessagesTests.moment("2021-08-19T\(time):00+08:00")
        #expect(QuietHours.standing.hold(at: moment) == atNight)
        #expect(QuietHours(from: 720, to: 840).hold(at: moment) == atNoon)
        #expect(!QuietHours(from: 720, to: 720).hold(at: moment))
    }

    @Test("Quiet hours as typed")
    func forms() throws {
        #expect(try QuietHours(typedFrom: "21:30", to: "06:05") == QuietHours(from: 1290, to: 365))
        #expect(throws: Problems.self) { try QuietHours(typedFrom: "24:00", to: "9:00") }
    }
}
