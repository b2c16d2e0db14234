import Insight

/// One page as a picture for the screen.
public struct Preview: Sendable, Equatable {
    /// A JPEG without EXIF, location or any other metadata of the original.
    public var jpeg: [UInt8]
    /// Pixels of the upright page that the boxes of a reading refer to; the JPEG may be smaller,
    /// in the same proportion.
    public var width: Int
    public var height: Int
    /// What the page looks like, for comparing it with others; nil for an empty one.
    public var print: PicturePrint?
}
