package import Compliance
import Foundation
package import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization

/// The certificate that the server shows: read at start, and read anew when its files change.
///
/// Connections that are open keep the one they began with. New files that cannot be used are logged, and the old
/// certificate stays.
package final class ServingCertificate: ServiceLifecycle.Service {
    /// Why the files cannot be used.
    package struct Unusable: Error, Sendable {
        package let message: Text
    }

    private let certificate: String
    private let key: String
    private let interval: Duration
    private let logger: Logger
    private let current: Mutex<NIOSSLContext>

    /// Reads PEM files: the certificate with those that vouch for it, and its private key.
    package init(
        certificate: String,
        key: String,
        lookingEvery interval: Duration = .seconds(5),
        logger: Logger
    ) throws {
        self.certificate = certificate
        self.key = key
        self.interval = interval
        self.logger = logger
        current = Mutex(try Self.context(certificate, key))
    }

    /// What a new connection is given.
    var context: NIOSSLContext { current.withLock { $0 } }

    /// Looks at the files again and again until the server stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            var seen = traces
            while (try? await Task.sleep(for: interval)) != nil {
                let now = traces
                guard now != seen else { continue }
                seen = now
                readAnew()
            }
        }
    }

    private func readAnew() {
        do {
            let new = try Self.context(certificate, key)
            current.withLock { $0 = new }
            logger.notice("new connections get the certificate that was put in place")
        } catch {
            logger.error(
                "the new certificate cannot be used; the old one stays",
                metadata: [
                    "cause": .string(String(describing: (error as? Unusable)?.message.en ?? "\(error)"))
                ]
            )
        }
    }

    /// What changes when a file is written, replaced, given to others or taken from them, or the link to it set anew.
    private var traces: [[String]] {
        [certificate, key]
            .map { path in
                let path = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
                guard let file = try? FileManager.default.attributesOfItem(atPath: path) else {
                    return [path]
                }
                let time = (file[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                return [path, "\(time)"]
                    + [FileAttributeKey.size, .systemFileNumber, .posixPermissions, .ownerAccountID]
                    .map { "\(file[$0] ?? 0)" }
            }
    }

    private static func context(_ certificate: String, _ key: String) throws -> NIOSSLContext {
        let (chain, own): ([NIOSSLCertificate], NIOSSLPrivateKey)
        do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
            throw unusable(
                "\(certificate) 不是可用的 PEM 证书",
                "\(certificate) is no usable PEM certificate",
                error
            )
        }
        do { own = try NIOSSLPrivateKey(bytes: try KeyFile.read(key), format: .pem) } catch let error
            as KeyFile.Unusable
        {
            throw Unusable(message: error.message)
        } catch {
            throw unusable("\(key) 不是可用的 PEM 私钥", "\(key) is no usable PEM private key", error)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(own)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do { return try NIOSSLContext(configuration: configuration) } catch {
            throw unusable(
                "\(certificate) 与私钥 \(key) 不相配",
                "\(certificate) does not go with the private key \(key)",
                error
            )
        }
    }

    private static func unusable(_ zh: String, _ en: String, _ cause: any Error) -> Unusable {
        Unusable(message: Text(zh: "\(zh):\(cause)", en: "\(en): \(cause)"))
    }
}
