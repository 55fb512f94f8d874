package import Compliance
import Foundation

/// The file of a private key: read only where nobody else can.
package enum KeyFile {
    /// Why it cannot be read.
    package struct Unusable: Error, Sendable {
        package let message: Text
    }

    private static let most = 1 << 20

    /// What it holds.
    ///
    /// Its owner alone may have access to it. Where it belongs to root, its group may read it too: so a server that
    /// runs under an account of its own is given a key that it cannot change.
    package static func read(_ path: String) throws(Unusable) -> [UInt8] {
        let file: FileHandle
        let facts: [FileAttributeKey: Any]
        let place = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        do {
            facts = try FileManager.default.attributesOfItem(atPath: place)
            file = try FileHandle(forReadingFrom: URL(filePath: place))
        } catch {
            let reason = error.localizedDescription
            throw unusable("无法打开密钥文件 \(path):\(reason)", "The key file \(path) cannot be opened: \(reason)")
        }
        let mode = (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
        let isOfRoot = (facts[.ownerAccountID] as? NSNumber)?.intValue == 0
        guard mode & (isOfRoot ? 0o037 : 0o077) == 0 else {
            throw unusable(
                "别人也能读写密钥文件 \(path)，没有使用；请运行 chmod 600 \(path)（属于 root 的文件可以是 640）。",
                "Others can reach the key file \(path), and it is not used: 'chmod 600 \(path)' mends that (640 will do where it belongs to root)."
            )
        }
        guard let data = try? file.read(upToCount: most) else {
            throw unusable("无法读取密钥文件 \(path)。", "The key file \(path) cannot be read.")
        }
        return Array(data)
    }

    private static func unusable(_ zh: String, _ en: String) -> Unusable {
        Unusable(message: Text(zh: zh, en: en))
    }
}
