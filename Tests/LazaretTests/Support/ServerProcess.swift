import Foundation
import FoundationNetworking
import StrictJSON
import Subprocess
import SystemPackage
import Testing

/// A `lazaret serve` of its own, on a free port.
struct ServerProcess: Sendable {
    let process: Int32
    let address: String
    /// What it is shown with every request.
    let token: String?

    /// Starts a server and gives it to the closure once it is ready; afterwards, it is told to stop if it still runs.
    /// What it says on standard error goes to the file `log`.
    static func with(
        _ shell: Shell,
        token: String? = nil,
        log: String = "/dev/null",
        _ body: (ServerProcess) async throws -> Void
    ) async throws {
        _ = try await Subprocess.run(
            .path("/bin/bash"),
            arguments: ["-c", #"exec "$0" serve --port 0 2> "$1""#, Shell.program, log],
            environment: shell.environment,
            workingDirectory: FilePath(Shell.project),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            var address: String?
            for try await line in execution.standardOutput.strings() {
                address = line.trimmingCharacters(in: .whitespacesAndNewlines)
                break
            }
            let server = ServerProcess(
                process: execution.processIdentifier.value,
                address: try #require(address),
                token: token
            )
            do {
                try await body(server)
                kill(server.process, SIGTERM)
            } catch {
                kill(server.process, SIGKILL)
                throw error
            }
        }
    }

    /// Sends bytes by tus; nil where there was no answer.
    func tus(
        _ method: String,
        _ path: String,
        _ fields: [String: String] = [:],
        _ bytes: [UInt8]? = nil
    ) async -> (status: Int, body: Node?, headers: [String: String])? {
        guard let url = URL(string: address + path) else { return nil }
        var request = URLRequest(url: url, timeoutInterval: 20)
        request.httpMethod = method
        request.httpBody = bytes.map { Data($0) }
        request.setValue("1.0.0", forHTTPHeaderField: "Tus-Resumable")
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        return await answer(to: request)
    }

    /// Asks; nil where there was no answer.
    func ask(
        _ method: String,
        _ path: String,
        _ body: Node? = nil
    ) async -> (status: Int, body: Node?, headers: [String: String])? {
        guard let url = URL(string: address + path) else { return nil }
        var request = URLRequest(url: url, timeoutInterval: 20)
        request.httpMethod = method
        request.httpBody = body.map { Data(JSON.write($0).utf8) }
        request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        return await answer(to: request)
    }

    private func answer(
        to request: URLRequest
    ) async -> (status: Int, body: Node?, headers: [String: String])? {
        var request = request
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        guard let (data, response) = try? await URLSession.shared.data(for: request),
            let answer = response as? HTTPURLResponse
        else { return nil }
        let headers = answer.allHeaderFields.reduce(into: [String: String]()) { headers, field in
            headers["\(field.key)".lowercased()] = "\(field.value)"
        }
        return (answer.statusCode, try? JSON.read([UInt8](data)), headers)
    }
}
