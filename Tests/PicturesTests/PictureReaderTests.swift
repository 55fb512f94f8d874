import Testing

@testable import Pictures

/// Bytes that nobody may decode in the server, read by the confined process.
@Suite("Pictures made anew")
struct PictureReaderTests {
    @Test("Each kind becomes a JPEG of its size, upright, without what the file says of its owner")
    func kinds() async throws {
        let secret = Array("GPS-OF-THE-INSPECTOR".utf8)
        #expect(SmallPictures.jpeg.contains(secret))
        let jpeg = try await PictureReader.read { SmallPictures.jpeg }
        #expect(jpeg.width == 8 && jpeg.height == 16)
        #expect(jpeg.beyond == 0)
        let heic = try await PictureReader.read { SmallPictures.heic }
        #expect(heic.width == 64 && heic.height == 64)
        let webp = try await PictureReader.read { SmallPictures.webp }
        #expect(webp.width == 16 && webp.height == 8)
        let png = try await PictureReader.read { PNG.plain(width: 40, height: 30) }
        #expect(png.width == 40 && png.height == 30)
        for made in [jpeg, heic, webp, png].flatMap({ [$0.page, $0.thumbnail] }) {
            #expect(made.starts(with: [0xFF, 0xD8, 0xFF]))
            #expect(!made.contains(secret) && !made.contains(Array("Exif".utf8)))
        }
    }

    @Test("Large ones are made smaller, small ones stay as they are")
    func sizes() async throws {
        let large = try await PictureReader.read { PNG.plain(width: 4000, height: 1000) }
        #expect(PNG.sizeOfJPEG(large.page) == [1600, 400])
        #expect(PNG.sizeOfJPEG(large.thumbnail) == [320, 80])
        let small = try await PictureReader.read { PNG.plain(width: 40, height: 30) }
        #expect(PNG.sizeOfJPEG(small.page) == [40, 30])
    }

    @Test("What is cut off, damaged, a bomb or no picture ends in a word, not in a picture")
    func refused() async throws {
        let png = PNG.plain(width: 300, height: 300)
        let cases: [(String, [UInt8], PictureRefusal)] = [
            ("half a JPEG", Array(SmallPictures.jpeg.dropLast(30)), .cutOff),
            ("half a PNG", Array(png.prefix(png.count / 2)), .cutOff),
            ("half a WebP", Array(SmallPictures.webp.dropLast(10)), .cutOff),
            ("half a HEIC", Array(SmallPictures.heic.dropLast(100)), .damaged),
            ("900 million pixels", PNG.plain(width: 30_000, height: 30_000, rows: 1), .tooLarge),
            ("an SVG", Array("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".utf8), .unknown),
            ("an SVG behind a JPEG's first bytes", [0xFF, 0xD8, 0xFF] + Array("<svg/>".utf8), .cutOff),
            ("a GIF", Array("GIF89a".utf8) + Array(repeating: 0, count: 100), .unknown),
            ("nothing", [], .unknown),
        ]
        for (what, bytes, wanted) in cases {
            let refusal = await #expect(throws: PictureRefusal.self, "\(what)") {
                try await PictureReader.read { bytes }
            }
            #expect(refusal == wanted, "\(what): \(refusal.map { "\($0)" } ?? "made")")
        }
    }

    @Test("Of a file that is a picture and something else the picture alone is made, and the rest is counted")
    func polyglots() async throws {
        let script = Array("<html><script>alert(1)</script>".utf8)
        let files = [
            SmallPictures.jpeg, SmallPictures.webp, SmallPictures.heic, PNG.plain(width: 40, height: 30),
        ]
        for file in files {
            let made = try await PictureReader.read { file + script }
            #expect(made.beyond == 31)
            #expect(!made.page.contains(script))
        }
    }

    @Test("What cannot be read is said as that, and no turn is lost by it")
    func unread() async throws {
        struct Unread: Error {}
        for _ in 0..<3 {
            await #expect(throws: Unread.self) { try await PictureReader.read { throw Unread() } }
        }
        _ = try await PictureReader.read { SmallPictures.webp }
    }
}

/// The plainest PNG: one colour, unpacked blocks.
enum PNG {
    /// `rows`: how many are really there.
    static func plain(width: Int, height: Int, rows: Int? = nil) -> [UInt8] {
        let header = big(width) + big(height) + [8, 0, 0, 0, 0]
        let raw = Array(repeating: UInt8(0), count: (width + 1) * (rows ?? height))
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunk("IHDR", header)
            + chunk("IDAT", packed(raw))
            + chunk("IEND", [])
    }

    /// Width and height as a JPEG's frame says them.
    static func sizeOfJPEG(_ bytes: [UInt8]) -> [Int] {
        var place = 2
        while place + 9 < bytes.count {
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            if (0xC0...0xC2).contains(bytes[place + 1]) {
                return [
                    Int(bytes[place + 7]) << 8 | Int(bytes[place + 8]),
                    Int(bytes[place + 5]) << 8 | Int(bytes[place + 6]),
                ]
            }
            place += 2 + length
        }
        return []
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        let named = Array(name.utf8) + data
        return big(data.count) + named + big(Int(crc(named)))
    }

    /// As zlib stores what it does not pack.
    private static func packed(_ raw: [UInt8]) -> [UInt8] {
        var packed: [UInt8] = [0x78, 0x01]
        for start in stride(from: 0, to: raw.count, by: 65_535) {
            let length = min(65_535, raw.count - start)
            let (low, high) = (UInt8(length & 255), UInt8(length >> 8))
            packed += [start + length == raw.count ? 1 : 0, low, high, ~low, ~high]
            packed += raw[start..<(start + length)]
        }
        // Adler-32 of zeros: the first sum stays 1.
        return packed + big((raw.count % 65_521) << 16 | 1)
    }

    private static let table: [UInt32] = (0..<256)
        .map { byte in
            (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
