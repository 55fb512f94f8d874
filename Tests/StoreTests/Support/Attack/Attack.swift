import Postgres

@testable import Store

/// One act of the attacked county, called in every way; what is found wrong is said in a line each.
struct Attack {
    let act: OwnersFunction
    let county: AttackedCounty
    /// Whether whoever has signed in may call it, whatever the rights.
    var isForWhoeverSignedIn = false
    /// Whether nothing made by type and name alone is ever done.
    var isOutOfReach = false
    /// Tables that it may change without an entry.
    var withoutEntry: Set<String> = []

    /// What one call may leave behind at most: a draft is the largest thing that is kept.
    static let mostBytes = 2 << 20

    /// Calls it as everybody who has to be refused: each call is, and all of them together change nothing.
    func byStrangers() async throws -> [String] {
        var found: [String] = []
        let before = try await county.fingerprint()
        for caller in Caller.all where isRefused(caller) {
            for hostility in caller.hostilities {
                guard let wrong = Self.wrong(try await call(caller, hostility), for: caller, hostility) else {
                    continue
                }
                found.append(line(caller, hostility, wrong))
            }
        }
        let changes = before.changes(to: try await county.fingerprint())
        return found + (changes.isEmpty ? [] : ["\(act.name) changed \(changes)"])
    }

    /// Calls it as everybody who may get through: what is refused changes nothing; what is done changes this county
    /// alone, leaves an entry that names who did it, and keeps no more than there can be. It has to be done at least
    /// once: an attack that everything is refused to says little.
    func byHolders() async throws -> [String] {
        var found: [String] = []
        var done = false
        var before = try await county.fingerprint()
        for caller in Caller.all where !isRefused(caller) {
            for hostility in caller.hostilities {
                let last = try await county.lastEntry()
                let outcome = try await call(caller, hostility)
                let after = try await county.fingerprint()
                let entries = try await county.entries(of: caller.account, after: last)
                found += wrong(outcome, hostility, entries, before, after).map { line(caller, hostility, $0) }
                done = done || before != after
                before = after
            }
        }
        return found
            + (done || isOutOfReach ? [] : ["\(act.name) was never done: say in Hostility what is plausible"])
    }

    private func isRefused(_ caller: Caller) -> Bool {
        switch caller.fate {
        case .nobody: true
        case .mayNot: !isForWhoeverSignedIn
        case .may: false
        }
    }

    private func line(_ caller: Caller, _ hostility: Hostility, _ wrong: String) -> String {
        "\(act.name), \(caller.name), \(hostility): \(wrong)"
    }

    /// What is wrong with what became of a call by somebody who may have been let through.
    private func wrong(
        _ outcome: PostgresError?,
        _ hostility: Hostility,
        _ entries: Int,
        _ before: Fingerprint,
        _ after: Fingerprint
    ) -> [String] {
        let changes = before.changes(to: after)
        if let error = outcome {
            return [Self.broken(error), changes.isEmpty ? nil : "refused, but changed \(changes)"]
                .compactMap(\.self)
        }
        var wrong: [String] = []
        if !changes.allSatisfy({ $0.county == 1 }) { wrong.append("changed another county: \(changes)") }
        if before.growth(to: after) > Self.mostBytes { wrong.append("keeps too much") }
        guard changes.contains(where: { !withoutEntry.contains($0.table) }) else { return wrong }
        if entries == 0 { wrong.append("changed \(changes) without an entry") }
        if hostility.spoilsLists, act.arguments.contains(where: \.type.holdsList) {
            wrong.append("changed \(changes) by lists that do not go together")
        }
        return wrong
    }

    /// The error that the act ended with; nil where it was done.
    private func call(_ caller: Caller, _ hostility: Hostility) async throws -> PostgresError? {
        let call = act.call(caller.arguments + (try hostility.values(for: act, from: 3)))
        return await Self.run(caller.before + [call], in: county)
    }

    static func run(_ statements: [String], in county: AttackedCounty) async -> PostgresError? {
        do {
            _ = try await county.server.pipeline(statements.map { SQL(unsafe: $0) })
            return nil
        } catch {
            return error
        }
    }

    /// What is wrong with how a call ended that had to be refused.
    private static func wrong(
        _ outcome: PostgresError?,
        for caller: Caller,
        _ hostility: Hostility
    ) -> String? {
        guard let error = outcome else { return "it was done" }
        if let wrong = broken(error) { return wrong }
        // Other arguments may be refused before anybody asks who calls.
        guard hostility == .plausible else { return nil }
        let wanted = caller.fate == .nobody ? "28000" : "42501"
        return error.sqlState == wanted ? nil : "refused by \(error.sqlState ?? "nothing"), not by \(wanted)"
    }

    /// What is wrong with an error that is no refusal: the server broke off, took too long, or the function has a fault
    /// of its own, such as what is ambiguous, of another type or not there.
    static func broken(_ error: PostgresError) -> String? {
        let state = error.sqlState ?? "none"
        let faults = ["XX", "57", "58", "53", "08", "2F", "0A", "42"]
        let isFault = error.kind != .server || faults.contains { state.hasPrefix($0) }
        return isFault && state != "42501" ? "\(error.kind) \(state): \(error.message ?? "")" : nil
    }
}

extension Hostility {
    /// Whether lists are not of one length, or hold what stands for nothing.
    fileprivate var spoilsLists: Bool { self == .hollow || self == .ragged }
}

extension ArgumentType {
    fileprivate var holdsList: Bool {
        switch form {
        case .scalar: false
        case .array: true
        case .row(let fields): fields.contains(where: \.type.holdsList)
        }
    }
}
