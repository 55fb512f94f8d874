import AuditLog
import Compliance
import Foundation
package import HTTPServer
import HTTPTypes
import HummingbirdCore
import NIOCore
package import Pictures
import Store

extension Service {
    /// The file as it was sent: saved under a name of ours, and never shown, whatever it is.
    func evidenceFile(_: Request, context: RequestContext) async throws -> Response {
        try await savedFile(at: try context.evidencePlace, context)
    }

    /// The file that is named at that place.
    func savedFile(at place: some FilePlace, _ context: RequestContext) async throws -> Response {
        let store = store(for: context)
        let file = try await store.openEvidence(at: place)
        var response = Response(
            status: .ok,
            headers: [.contentType: "application/octet-stream"],
            body: ResponseBody(contentLength: file.size) { writer in
                var (sent, piece) = (0, file.first)
                while true {
                    try await writer.write(ByteBuffer(bytes: piece))
                    sent += piece.count
                    guard sent < file.size else { break }
                    piece = try await store.evidencePiece(at: place, from: sent)
                }
                try await writer.finish(nil)
            }
        )
        let name = "\(place.item)-\(place.index + 1)-\(file.digest.hex.prefix(8)).\(file.kind.ending)"
        response.headers[.contentDisposition] = "attachment; filename=\"\(Self.plain(name))\""
        response.headers[.contentSecurityPolicy] = "sandbox; default-src 'none'"
        response.headers[named: "Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers[named: "Repr-Digest"] = "sha-256=:\(Data(file.digest.bytes).base64EncodedString()):"
        return response
    }

    func evidenceCopy(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.evidencePlace, isSmall: false, context)
    }

    func evidenceThumbnail(_: Request, context: RequestContext) async throws -> Response {
        try await shownCopy(at: try context.evidencePlace, isSmall: true, context)
    }

    /// The copy, made where nobody has looked yet; kept for whoever looks next.
    func shownCopy(
        at place: some FilePlace,
        isSmall: Bool,
        _ context: RequestContext
    ) async throws -> Response {
        let store = store(for: context)
        if let kept = try await store.evidenceCopy(at: place, isSmall: isSmall) {
            return Self.shown(kept.bytes, of: kept.digest, isSmall: isSmall)
        }
        let made = try await makeCopy(of: place, in: store)
        return Self.shown(
            isSmall ? made.pictures.thumbnail : made.pictures.page,
            of: made.digest,
            isSmall: isSmall
        )
    }

    /// Makes and keeps the copy of the picture at that place; throws why there is none, which is kept too.
    @discardableResult
    func makeCopy(
        of place: some FilePlace,
        in store: Store
    ) async throws -> (digest: Hash, pictures: PictureReader.Pictures) {
        let file = try await store.openEvidence(at: place)
        guard file.kind.isPicture else { throw EvidenceRefusal.noFile }
        let name = file.digest.hex
        guard pictureTries.mayTry(name) else { throw PictureRefusal.interrupted }
        do {
            let pictures = try await PictureReader.read {
                var bytes = file.first
                bytes.reserveCapacity(file.size)
                while bytes.count < file.size {
                    bytes += try await store.evidencePiece(at: place, from: bytes.count)
                }
                return bytes
            }
            try await store.keepCopy(
                of: file.digest,
                .made(
                    width: pictures.width,
                    height: pictures.height,
                    beyond: pictures.beyond,
                    page: pictures.page,
                    thumbnail: pictures.thumbnail
                )
            )
            pictureTries.forget(name)
            return (file.digest, pictures)
        } catch let refusal as PictureRefusal {
            // Whoever stops waiting for it says nothing of it.
            if refusal == .interrupted, !Task.isCancelled { pictureTries.note(name) }
            if !refusal.isPassing {
                try await store.keepCopy(of: file.digest, .refused(refusal.rawValue))
                pictureTries.forget(name)
            }
            throw refusal
        }
    }

    private static func shown(_ bytes: [UInt8], of digest: Hash, isSmall: Bool) -> Response {
        var response = Response(
            status: .ok,
            headers: [.contentType: "image/jpeg"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
        response.headers[.contentDisposition] = "inline"
        response.headers[named: "Cross-Origin-Resource-Policy"] = "same-origin"
        return response.tagged("\(digest.hex.prefix(16))\(isSmall ? "t" : "p")", .askAgainAlone)
    }

    /// Letters that mean nothing else in a header, whatever the item's code holds.
    private static func plain(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.map { scalar in
                    scalar.isASCII
                        && (scalar.properties.isAlphabetic || "0123456789-.".unicodeScalars.contains(scalar))
                        ? scalar : "_"
                }
            )
        )
    }
}

extension PictureRefusal: RefusalConvertible {
    package var refusal: Refusal { Refusal(isPassing ? .unavailable : .invalid, message) }

    /// In words, for whoever looks at the page or sent the picture.
    var message: Text {
        switch self {
        case .cutOff:
            Text(
                zh: "照片不完整，打不开：文件在中途断了。原件仍可下载。",
                en: "The picture is cut off and cannot be shown. The file itself can be saved."
            )
        case .damaged, .unknown:
            Text(
                zh: "照片已损坏，打不开。原件仍可下载。",
                en: "The picture is damaged and cannot be shown. The file itself can be saved."
            )
        case .tooLarge:
            Text(
                zh: "照片展开后太大，没有打开。原件仍可下载。",
                en: "The picture is too large when unpacked, and was not. The file itself can be saved."
            )
        case .outOfTime:
            Text(
                zh: "照片太难展开，没有打开。原件仍可下载。",
                en: "The picture takes too long to unpack, and was not. The file itself can be saved."
            )
        case .interrupted:
            Text(
                zh: "照片这次没有打开，不是文件的问题；请过一会儿再看。原件可以下载。",
                en:
                    "The picture could not be opened just now, which is not its fault; look again in a while. The file itself can be saved."
            )
        case .noReader:
            Text(
                zh: "服务器没有安装读取照片的程序（libvips），暂时不能显示。",
                en: "The server has nothing that reads pictures (libvips) and cannot show it now."
            )
        case .busy:
            Text(zh: "正在打开的照片太多，请稍后再看。", en: "Too many pictures are being opened; look again shortly.")
        }
    }
}
