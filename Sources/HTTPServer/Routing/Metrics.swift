import HTTPTypes
import Synchronization

/// Counts of what was answered, and of what the application counts besides, for Prometheus.
package final class Metrics: Sendable {
    /// Something that the application counts, by how it ended.
    package struct Counter: Sendable, Hashable {
        package let name: String
        package let help: String

        package init(_ name: String, help: String) {
            self.name = name
            self.help = help
        }
    }

    /// A value of the moment.
    package struct Gauge: Sendable {
        package let name: String
        package let help: String
        package let value: Int

        package init(_ name: String, help: String, _ value: Int) {
            self.name = name
            self.help = help
            self.value = value
        }
    }

    /// Upper bounds of the buckets of answering time, in seconds.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

    private struct Series: Hashable {
        let route: String
        let method: String
        let status: Int
    }

    private struct Histogram {
        var counts = [Int](repeating: 0, count: Metrics.bounds.count + 1)
        var sum = 0.0
    }

    private struct State {
        var requests: [Series: Int] = [:]
        var durations: [String: Histogram] = [:]
        var outcomes: [Counter: [String: Int]] = [:]
    }

    private let counters: [Counter]
    private let state = Mutex(State())

    package init(counters: [Counter]) {
        self.counters = counters
    }

    func count(route: String, method: HTTPRequest.Method, status: Int, took: Duration) {
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        // Any token is a method to HTTP; only the known ones may become a series.
        let known = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"].contains(method.rawValue)
        let series = Series(route: route, method: known ? method.rawValue : "other", status: status)
        state.withLock {
            $0.requests[series, default: 0] += 1
            $0.durations[route, default: Histogram()].counts[bucket] += 1
            $0.durations[route, default: Histogram()].sum += seconds
        }
    }

    /// Counts one that ended so, such as `filed`.
    package func count(_ counter: Counter, _ outcome: String) {
        state.withLock { $0.outcomes[counter, default: [:]][outcome, default: 0] += 1 }
    }

    /// The text format of Prometheus, version 0.0.4.
    package func text(gauges: [Gauge]) -> String {
        let state = state.withLock { $0 }
        var lines = [
            "# HELP lazaret_requests_total Requests answered.", "# TYPE lazaret_requests_total counter",
        ]
        for (series, count) in state.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            let labels =
                "route=\"\(series.route)\",method=\"\(series.method)\",status=\"\(series.status)\""
            lines.append("lazaret_requests_total{\(labels)} \(count)")
        }
        lines += [
            "# HELP lazaret_request_seconds Time to answer.", "# TYPE lazaret_request_seconds histogram",
        ]
        for (route, histogram) in state.durations.sorted(by: { $0.key < $1.key }) {
            lines += Self.lines(of: histogram, route)
        }
        for counter in counters {
            lines += ["# HELP \(counter.name) \(counter.help)", "# TYPE \(counter.name) counter"]
            for (outcome, count) in (state.outcomes[counter] ?? [:]).sorted(by: { $0.key < $1.key }) {
                lines.append("\(counter.name){outcome=\"\(outcome)\"} \(count)")
            }
        }
        for gauge in gauges {
            lines += [
                "# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge",
                "\(gauge.name) \(gauge.value)",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of histogram: Histogram, _ route: String) -> [String] {
        var total = 0
        var lines: [String] = []
        for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], histogram.counts) {
            total += count
            lines.append("lazaret_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(total)")
        }
        lines.append("lazaret_request_seconds_sum{route=\"\(route)\"} \(histogram.sum)")
        lines.append("lazaret_request_seconds_count{route=\"\(route)\"} \(total)")
        return lines
    }
}
