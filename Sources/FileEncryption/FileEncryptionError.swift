import Glibc

/// Why a sealed file or its key cannot be used, said in Chinese and in English.
package struct FileEncryptionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Whether it is the command that has to be mended, or the file that is refused.
    package enum Kind: Sendable, Hashable {
        case command, file
    }

    package let kind: Kind
    package let zh: String
    package let en: String

    package var description: String { "\(zh)\n\(en)" }

    /// What the system said last.
    static var system: String { unsafe String(cString: strerror(errno)) }

    static func keyFile(_ path: String, zh: String, en: String) -> FileEncryptionError {
        FileEncryptionError(kind: .command, zh: "密钥文件 \(path):\(zh)。", en: "Key file \(path): \(en).")
    }

    static func cannotOpen(_ path: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .command,
            zh: "无法打开 \(path):\(system)。",
            en: "Cannot open \(path): \(system)."
        )
    }

    static func cannotWrite(_ path: String, _ reason: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .command,
            zh: "无法写入 \(path):\(reason)。",
            en: "Cannot write \(path): \(reason)."
        )
    }

    static func exists(_ path: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .command,
            zh: "\(path) 已经存在，没有覆盖。",
            en: "\(path) exists already and was not overwritten."
        )
    }

    static func busy(_ path: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .command,
            zh: "另一个进程正在写 \(path)。",
            en: "Another process is writing \(path)."
        )
    }

    static func notSealed(_ path: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .file,
            zh: "\(path) 不是 lazaret 的备份。",
            en: "\(path) is no backup of lazaret's."
        )
    }

    /// It opens with the key, but what it holds is not what this release can read.
    package static func unreadable(_ path: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .file,
            zh: "\(path) 的内容不是本版本能读的备份。",
            en: "What \(path) holds is no backup that this release can read."
        )
    }

    static func otherKey(_ path: String, needs name: String, not other: String) -> FileEncryptionError {
        FileEncryptionError(
            kind: .file,
            zh: "\(path) 是用密钥 \(name) 加密的，给出的是 \(other)。",
            en: "\(path) was sealed with the key \(name); the one given is \(other)."
        )
    }

    /// A byte was changed, lost or moved at or after that place.
    static func damaged(_ path: String, at offset: Int) -> FileEncryptionError {
        FileEncryptionError(
            kind: .file,
            zh: "\(path) 从第 \(offset) 字节起被改动或截断，不能使用。",
            en: "\(path) was changed or cut off from byte \(offset) on; it cannot be used."
        )
    }
}
