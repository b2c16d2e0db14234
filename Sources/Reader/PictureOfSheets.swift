import CVision
import Insight
import Recognition

/// A picture on which several sheets may lie.
final class PictureOfSheets {
    private let handle: OpaquePointer

    init(_ bytes: [UInt8]) throws(RecognitionFailure) {
        var outcome = vision_outcome()
        guard
            let handle = vision_picture_open(
                bytes, bytes.count, Int64(PaperFormat.pixelLimit), &outcome)
        else { throw Engine.failure(outcome) }
        self.handle = handle
    }

    deinit { vision_picture_free(handle) }

    /// Each sheet set straight, as a JPEG; empty where there are not two at least.
    func sheets() throws(RecognitionFailure) -> [[UInt8]] {
        var cut: [[UInt8]] = []
        for outline in greys.map(PaperOutline.several) ?? [] { cut.append(try sheet(outline)) }
        return cut
    }

    /// Nil for a picture with a side longer than any that holds papers.
    private var greys: GreyPlane? {
        let width = Int(vision_picture_width(handle))
        let height = Int(vision_picture_height(handle))
        return GreyPlane(
            width: width, height: height,
            pixels: Array(
                UnsafeBufferPointer(start: vision_picture_greys(handle), count: width * height)))
    }

    private func sheet(_ outline: PaperOutline) throws(RecognitionFailure) -> [UInt8] {
        let corners = outline.corners.flatMap { [$0.x, $0.y] }
        var length = 0
        var outcome = vision_outcome()
        guard let jpeg = vision_picture_sheet(handle, corners, &length, &outcome) else {
            throw Engine.failure(outcome)
        }
        defer { vision_bytes_free(jpeg) }
        return Array(UnsafeBufferPointer(start: jpeg, count: length))
    }
}
