import Recognition

/// A picture without what its camera noted beside it.
///
/// Kept: the picture, its colour profile, and the one note that says which side is up. Removed:
/// place, time, device, names, comments, thumbnails, and whatever follows the end of the picture.
/// The pixels are not touched, so cleaning the same file twice gives the same bytes.
public struct CleanPicture: Sendable, Equatable {
    public let bytes: [UInt8]
    /// EXIF orientation, 1 (upright) to 8.
    public let orientation: Int
    /// Size in pixels as stored, before the orientation is applied.
    public let width: Int
    public let height: Int

    /// - Throws: `PictureFault` when the file ends early or contradicts itself.
    public init(cleaning bytes: [UInt8], format: PaperFormat) throws(PictureFault) {
        switch format {
        case .jpeg: self = try JPEG.cleaned(bytes)
        case .png: self = try PNG.cleaned(bytes)
        case .tiff: self = try TIFF.cleaned(bytes)
        case .pdf, .xml: throw PictureFault("\(format.rawValue) is not a picture")
        }
    }

    init(bytes: [UInt8], orientation: Int, width: Int, height: Int) {
        self.bytes = bytes
        self.orientation = orientation
        self.width = width
        self.height = height
    }
}
