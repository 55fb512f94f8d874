import Pictures
import Store

extension PictureRefusal {
    /// Why nothing can be shown of a file that is here; nil where it can be, has not been tried, or the file is no picture.
    init?(of file: EvidenceFile) {
        guard case .refused(let why) = file.picture else { return nil }
        self = PictureRefusal(rawValue: why) ?? .damaged
    }
}
