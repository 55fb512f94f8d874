import ArgumentParser
import Compliance
import Foundation
import LocalCluster
import Papers
import Postgres
import Store
import StrictJSON
import FileEncryption
import HTTPServer

/// How a command that failed ends: what it says, in the language of the shell, and with which exit code.
struct CommandFailure: Sendable {
    /// What went wrong, by exit code; `docs/operations.md` lists the same ones.
    enum Code: Int32, CaseIterable {
        /// Something in what was sent was refused, and named.
        case refused = 1
        /// The command, a file or a setting is not right.
        case usage = 2
        /// There is no database to be had, or not with the schema of this release.
        case noDatabase = 69
        /// What was to be said could not be written: the disk is full, or whoever read has gone.
        case outputFailed = 74
        /// Whoever asks may not do that.
        case notAllowed = 77
        /// The database does not answer now; the same can be tried again.
        case tryAgain = 75
    }

    let code: Int32
    let message: String

    init(_ error: any Error) {
        switch error {
        case let problems as Problems:
            self.init(.refused, problems.all.map(\.line).joined(separator: "\n"))
        case let problems as FileProblems:
            self.init(.refused, problems.description)
        case let problems as RegisterProblems:
            self.init(.refused, problems.description)
        case let error as CommandError:
            self.init(error.code, error.message[.ofShell])
        case let error as OutputError:
            self.init(.outputFailed, error.message[.ofShell])
        case let error as KeyFile.Unusable:
            self.init(.usage, error.message[.ofShell])
        case let error as AddressUnavailable:
            self.init(.usage, error.message[.ofShell])
        case let error as ServingCertificate.Unusable:
            self.init(.usage, error.message[.ofShell])
        case let error as PaperRefusal:
            self.init(error.isPassing ? .tryAgain : .refused, error.message[.ofShell])
        case let error as StoreError:
            self.init(Self.code(of: error), error.message[.ofShell])
        case let row as UnreadableRow:
            self.init(.refused, row.message[.ofShell] + "\n" + row.description)
        case let error as BackupRefused:
            self.init(.refused, error.message[.ofShell])
        case let error as FileEncryptionError:
            self.init(error.kind == .file ? .refused : .usage, Text(zh: error.zh, en: error.en)[.ofShell])
        case let error as ClusterError:
            self.init(.noDatabase, Text(zh: error.zh, en: error.en)[.ofShell])
        case let error as PostgresError where error.kind == .connectionString:
            self.init(
                .usage,
                Wording.text(
                    "DATABASE_URL 不是 libpq 能识别的连接串。",
                    "DATABASE_URL is not a connection string that libpq understands."
                )
            )
        case let error as PostgresError where error.isOfMissingFile:
            self.init(StoreError.programsReplaced(cause: error.debugDescription))
        case let error as PostgresError:
            self.init(error.isUnavailable || error.isOutOfTime ? .tryAgain : .noDatabase, "\(error)")
        default:
            // The parser's own: help, the version, or a command line that it does not understand.
            let said = Lazaret.exitCode(for: error)
            self.init(
                said == .validationFailure ? Code.usage.rawValue : said.rawValue,
                Wording.translated(Lazaret.fullMessage(for: error))
            )
        }
    }

    private init(_ code: Code, _ message: String) {
        self.init(code.rawValue, message)
    }

    private init(_ code: Int32, _ message: String) {
        self.code = code
        self.message = message
    }

    private static func code(of error: StoreError) -> Code {
        switch error {
        case .unavailable, .programsReplaced, .outOfTime: .tryAgain
        case .schema, .noCounty: .noDatabase
        case .forbidden, .notSignedIn: .notAllowed
        default: .refused
        }
    }

    /// Says it, and ends the process.
    func sayAndExit() -> Never {
        guard !message.isEmpty else { exit(code) }
        guard code == 0 else {
            Terminal.note(message)
            exit(code)
        }
        do { try Terminal.say(message) } catch { CommandFailure(error).sayAndExit() }
        exit(code)
    }
}

/// Something the person at the shell has to mend; printed in both languages, without a stack of causes.
struct CommandError: Error, CustomStringConvertible {
    let zh: String
    let en: String
    var code = CommandFailure.Code.usage

    var message: Text { Text(zh: zh, en: en) }

    var description: String { "\(zh)\n\(en)" }
}
