import Foundation
import Glibc

/// The account of this machine that runs PostgreSQL, which refuses to be run by root.
struct SystemAccount: Sendable, Hashable {
    static let name = "postgres"

    let user: UInt32
    let group: UInt32

    /// The command that runs another one as the account, which has to stand before it.
    ///
    /// A program of its own changes the account: a process of several threads that has forked cannot do it
    /// safely, since glibc then waits for threads that the child does not have.
    var prefix: [String] {
        ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
    }

    /// The account to change to; nil when this process is not root and stays who it is.
    static func toChangeTo() async throws(ClusterError) -> SystemAccount? {
        guard geteuid() == 0 else { return nil }
        let user = try await Program("/usr/bin/id", account: nil).run(["-u", name])
        let group = try await Program("/usr/bin/id", account: nil).run(["-g", name])
        guard user.succeeded, group.succeeded, let user = UInt32(user.output),
            let group = UInt32(group.output)
        else {
            throw ClusterError(
                zh: "PostgreSQL 不能以 root 身份运行，而本机没有 \(name) 账户。请建立该账户，或换一个用户运行。",
                en:
                    "PostgreSQL refuses to run as root, and there is no account '\(name)' here; make one, or run as another user."
            )
        }
        return SystemAccount(user: user, group: group)
    }
}

/// Makes a folder that only the account can enter; one that is there must be its own.
func makePrivateFolder(_ path: String, for account: SystemAccount?) throws(ClusterError) {
    let files = FileManager.default
    let owner = account?.user ?? geteuid()
    do {
        if !files.fileExists(atPath: path) { try putPrivateFolder(at: path, for: account) }
        // What is there may have been put there by somebody else.
        let attributes = try files.attributesOfItem(atPath: path)
        let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
        let presentOwner = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        guard isFolder, presentOwner == owner, mode & 0o077 == 0 else {
            throw ClusterError(
                zh: "\(path) 已存在，但不是数据库账户专有的文件夹（应属于它，权限 0700）。",
                en:
                    "\(path) exists, but is not a folder of the database's account alone (its own, mode 0700)."
            )
        }
    } catch let error as ClusterError {
        throw error
    } catch {
        throw ClusterError(zh: "无法建立文件夹 \(path):\(error)", en: "The folder \(path) cannot be made: \(error)")
    }
}

/// Makes the folder beside its place and moves it there whole, so that of several who do so at once none sees one that
/// is not private yet.
private func putPrivateFolder(at path: String, for account: SystemAccount?) throws {
    let files = FileManager.default
    let draft = "\(path).\(UUID().uuidString).unfinished"
    try files.createDirectory(atPath: draft, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: draft) }
    var attributes: [FileAttributeKey: Any] = [.posixPermissions: NSNumber(value: 0o700)]
    if let account {
        attributes[.ownerAccountID] = NSNumber(value: account.user)
        attributes[.groupOwnerAccountID] = NSNumber(value: account.group)
    }
    try files.setAttributes(attributes, ofItemAtPath: draft)
    // Where somebody else was first there is a folder now, and whether it will do is looked at next.
    if unsafe rename(draft, path) != 0, errno != EEXIST, errno != ENOTEMPTY {
        throw CocoaError(.fileWriteUnknown)
    }
}
