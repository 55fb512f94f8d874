/// How large a file is, as pages say it.
enum FileSize {
    /// In KiB, or MiB with a decimal; the same in every language.
    static func text(_ bytes: Int) -> String {
        bytes < 1 << 20
            ? "\((bytes + 1023) >> 10) KiB" : "\(bytes >> 20).\((bytes & 0xF_FFFF) * 10 >> 20) MiB"
    }
}
