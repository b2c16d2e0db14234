import CVision
import Insight
import Recognition

/// A page as OpenCV prepares it.
struct VisionPage: ReadablePage {
    let handle: OpaquePointer

    var quarterTurns: Int { Int(vision_page_quarter_turns(handle)) }

    func turn(quarters: Int) throws(RecognitionFailure) {
        var outcome = vision_outcome()
        guard vision_page_turn(handle, Int32(quarters), &outcome) else {
            throw Engine.failure(outcome)
        }
    }

    func level(
        letterHeight: Double, scale: Double
    ) throws(RecognitionFailure) -> LevelPage {
        var level = vision_level()
        var outcome = vision_outcome()
        guard
            vision_page_level(handle, letterHeight, scale, &level, &outcome),
            let ink = level.ink
        else { throw Engine.failure(outcome) }
        defer { vision_bytes_free(ink) }
        let (width, height) = (Int(level.width), Int(level.height))
        return LevelPage(
            ink: Array(UnsafeBufferPointer(start: ink, count: width * height)), width: width,
            height: height, toPaper: level.to_paper)
    }

    func strip(
        _ line: LineStrip, rows: Int, margin: Double
    ) -> (grey: [UInt8], width: Int)? {
        var width: Int32 = 0
        guard
            let grey = vision_page_strip(
                handle, vision_strip(line), Int32(rows), margin, &width)
        else { return nil }
        defer { vision_bytes_free(grey) }
        let count = Int(width) * rows
        return (Array(UnsafeBufferPointer(start: grey, count: count)), Int(width))
    }

    func placed(_ box: Box) -> Box {
        var sides = [Double(box.x), Double(box.y), Double(box.right), Double(box.bottom)]
        vision_page_place(handle, &sides)
        return Box(left: sides[0], top: sides[1], right: sides[2], bottom: sides[3])
    }
}

extension vision_strip {
    init(_ line: LineStrip) {
        self.init(
            left_x: line.left.x, left_y: line.left.y, right_x: line.right.x,
            right_y: line.right.y, height: line.height)
    }
}
