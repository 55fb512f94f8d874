/// What a file is that is taken as evidence: by how its bytes begin, never by what its sender calls it.
///
/// `evidence_kind` in `sql/acts/append_evidence.sql` decides the same; a test compares the two.
package enum FileContent: String, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case webp = "image/webp"
    case heic = "image/heic"
    case pdf = "application/pdf"

    /// How many bytes of the beginning tell.
    package static let headLength = 64

    /// Brands of HEIF that telephones write.
    private static let brands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]
        .map {
            Array($0.utf8)
        }

    /// nil for what is not taken.
    package init?(head: some Collection<UInt8>) {
        let head = Array(head.prefix(Self.headLength))
        if head.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if head.starts(with: "RIFF".utf8), head.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else if head.starts(with: "%PDF-".utf8) {
            self = .pdf
        } else if head.dropFirst(4).starts(with: "ftyp".utf8),
            Self.brands.contains(where: { head.dropFirst(8).starts(with: $0) })
        {
            self = .heic
        } else {
            return nil
        }
    }

    /// Whether pages can show a copy of it.
    package var isPicture: Bool { self != .pdf }

    /// How its name ends where it is saved.
    package var ending: String {
        switch self {
        case .jpeg: "jpg"
        case .png: "png"
        case .webp: "webp"
        case .heic: "heic"
        case .pdf: "pdf"
        }
    }

    /// The same in every language.
    package var title: String {
        switch self {
        case .jpeg: "JPEG"
        case .png: "PNG"
        case .webp: "WebP"
        case .heic: "HEIC"
        case .pdf: "PDF"
        }
    }

    /// Every kind that is taken, for whoever sent another.
    package static let titles = allCases.map(\.title)
}

/// What a file seems to be that is not taken, for whoever sent it.
package enum OtherContent {
    private static let known: [(at: Int, starts: [UInt8], Text)] = [
        (0, Array("GIF8".utf8), Text(zh: "GIF 图片", en: "a GIF picture")),
        (0, Array("BM".utf8), Text(zh: "BMP 图片", en: "a BMP picture")),
        (0, [0x49, 0x49, 0x2A, 0x00], Text(zh: "TIFF 或相机原始图片", en: "a TIFF or raw picture")),
        (0, [0x4D, 0x4D, 0x00, 0x2A], Text(zh: "TIFF 或相机原始图片", en: "a TIFF or raw picture")),
        (4, Array("ftypavif".utf8), Text(zh: "AVIF 图片", en: "an AVIF picture")),
        (4, Array("ftyp".utf8), Text(zh: "视频或录音", en: "a film or a recording")),
        (0, [0x1A, 0x45, 0xDF, 0xA3], Text(zh: "视频", en: "a film")),
        (0, Array("RIFF".utf8), Text(zh: "视频或录音", en: "a film or a recording")),
        (0, Array("ID3".utf8), Text(zh: "录音", en: "a recording")),
        (
            0, [0x50, 0x4B, 0x03, 0x04],
            Text(zh: "压缩包或办公文档（ZIP）", en: "an archive or an office document (ZIP)")
        ),
        (0, [0x1F, 0x8B], Text(zh: "压缩包", en: "an archive")),
        (0, Array("Rar!".utf8), Text(zh: "压缩包", en: "an archive")),
        (0, [0x37, 0x7A, 0xBC, 0xAF], Text(zh: "压缩包", en: "an archive")),
        (0, [0xD0, 0xCF, 0x11, 0xE0], Text(zh: "旧版办公文档", en: "an old office document")),
        (0, [0x7F, 0x45, 0x4C, 0x46], Text(zh: "程序", en: "a program")),
        (0, Array("MZ".utf8), Text(zh: "程序", en: "a program")),
        (0, Array("#!".utf8), Text(zh: "程序", en: "a program")),
    ]

    /// In words, by how the bytes begin.
    package static func name(head: some Collection<UInt8>) -> Text {
        let head = Array(head.prefix(FileContent.headLength))
        if let found = known.first(where: { head.dropFirst($0.at).starts(with: $0.starts) }) {
            return found.2
        }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        if text.contains("<svg") {
            return Text(zh: "SVG 图片（可带程序）", en: "an SVG picture, which may hold a program")
        }
        if text.contains("<html") || text.contains("<!doctype html") {
            return Text(zh: "网页", en: "a web page")
        }
        if text.contains("<?xml") { return Text(zh: "XML 文件（如 SVG）", en: "an XML file, such as SVG") }
        return Text(zh: "认不出的文件", en: "a file of no kind that is known here")
    }
}
