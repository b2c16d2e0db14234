import CodePhotographs
import Proof
import Testing

@Suite("Codes from photographs")
struct CodeReaderTests {
    /// A small code, one with alignment patterns, and one as large as a proof's.
    private static let sizes = ["2M", "7Q", "25M"]

    @Test("Every version is read from a picture of three pixels a module")
    func everyVersion() throws {
        for version in 1...40 {
            let vector = try CodeVector.named("\(version)M")
            let codes = CodeReader.read(PlainPicture.of(vector.grid, pixels: 3))
            #expect(codes.count == 1 && vector.isSaid(by: codes[0]), "version \(version)")
            #expect(codes.first?.version == version)
        }
    }

    @Test("A code is read however it is turned", arguments: sizes)
    func turned(size: String) throws {
        for turn in stride(from: 0.0, to: 360, by: 40) {
            var photograph = Photograph()
            photograph.side = 300
            photograph.turn = turn
            try expectRead(size, in: photograph)
        }
    }

    @Test("A code is read from the side", arguments: sizes)
    func slanted(size: String) throws {
        for (yaw, pitch) in [(35.0, 0.0), (-20, 35), (0, -40), (30, 30)] {
            var photograph = Photograph()
            photograph.side = 300
            (photograph.yaw, photograph.pitch, photograph.turn) = (yaw, pitch, yaw + 50)
            try expectRead(size, in: photograph)
        }
    }

    @Test("A proof's code is read from bent paper")
    func bent() throws {
        for bend in [0.01, 0.02, -0.02] {
            var photograph = Photograph()
            (photograph.side, photograph.bend, photograph.turn) = (360, bend, 8)
            try expectRead("25M", in: photograph)
        }
    }

    @Test("A code is read blurred, in noise, faint, in a shadow and under a lamp", arguments: sizes)
    func spoilt(size: String) throws {
        var plain = Photograph()
        (plain.side, plain.turn) = (300, 17)
        var (blurred, noisy, faint, shaded, glaring) = (plain, plain, plain, plain, plain)
        blurred.blur = 1.3
        noisy.noise = 22
        (faint.ink, faint.paper) = (120, 165)
        (shaded.falloff, shaded.shadow) = (0.5, 0.5)
        glaring.glare = 0.2
        for photograph in [blurred, noisy, faint, shaded, glaring] {
            try expectRead(size, in: photograph)
        }
    }

    @Test("A code is read at less than two pixels a module", arguments: sizes)
    func small(size: String) throws {
        var photograph = Photograph()
        (photograph.width, photograph.height, photograph.turn) = (320, 320, 11)
        photograph.side = 1.8 * Double(try CodeVector.named(size).grid.dimension)
        try expectRead(size, in: photograph)
    }

    @Test("A proof's code is read from the photograph of its printed page")
    func onAPage() throws {
        var photograph = Photograph()
        (photograph.width, photograph.height, photograph.side) = (1280, 960, 300)
        (photograph.turn, photograph.yaw, photograph.hasPrint) = (-12, 10, true)
        photograph.middle = (0.66, 0.6)
        try expectRead("25M", in: photograph)
    }

    @Test("A code is read light on dark and in a mirror", arguments: sizes)
    func invertedAndMirrored(size: String) throws {
        var photograph = Photograph()
        (photograph.side, photograph.turn) = (300, 100)
        photograph.isInverted = true
        try expectRead(size, in: photograph)
        photograph.isInverted = false
        photograph.isMirrored = true
        try expectRead(size, in: photograph)
    }

    @Test("The corners are the code's, in the order in which it is read")
    func corners() throws {
        let vector = try CodeVector.named("7Q")
        let picture = PlainPicture.of(vector.grid, pixels: 4)
        let corners = try #require(CodeReader.read(picture).first?.corners)
        let far = Double(4 + vector.grid.dimension) * 4
        let wanted = [(16.0, 16.0), (far, 16), (far, far), (16, far)]
        for (corner, place) in zip(corners, wanted) {
            #expect((corner.x - place.0).magnitude < 1 && (corner.y - place.1).magnitude < 1)
        }
    }

    @Test("Two codes on one page are both read")
    func twoCodes() throws {
        let (one, other) = (try CodeVector.named("2M"), try CodeVector.named("7Q"))
        let left = PlainPicture.of(one.grid, pixels: 4)
        let right = PlainPicture.of(other.grid, pixels: 4)
        let codes = CodeReader.read(PlainPicture.beside(left, right))
        #expect(codes.count == 2)
        #expect(codes.contains { one.isSaid(by: $0) } && codes.contains { other.isSaid(by: $0) })
    }

    @Test("Print and noise have no code, and pictures of any size are answered")
    func nothing() throws {
        var photograph = Photograph()
        (photograph.width, photograph.height, photograph.side) = (1280, 720, 20)
        (photograph.middle, photograph.hasPrint, photograph.noise) = ((3, 3), true, 8)
        let grid = try CodeVector.named("2M").grid
        #expect(CodeReader.read(photograph.picture(of: grid)).isEmpty)
        var random = SeededNumbers(state: 7)
        for side in [1, 2, 3, 7, 8, 9, 15, 17, 33, 120, 241, 400] {
            let pixels = (0..<side * 3 * side).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            for (width, height) in [(side, 3 * side), (3 * side, side)] {
                let picture = GreyPicture(width: width, height: height, pixels: pixels)
                #expect(CodeReader.read(try #require(picture)).isEmpty, "\(width) by \(height)")
            }
        }
        #expect(GreyPicture(width: 2, height: 2, pixels: [1, 2, 3]) == nil)
        #expect(GreyPicture(width: 0, height: 0, pixels: []) == nil)
        #expect(GreyPicture(width: -1, height: -4, pixels: [1, 2, 3, 4]) == nil)
    }

    private func expectRead(
        _ size: String, in photograph: Photograph, at location: SourceLocation = #_sourceLocation
    ) throws {
        let vector = try CodeVector.named(size)
        let codes = CodeReader.read(photograph.picture(of: vector.grid))
        #expect(
            codes.count == 1 && vector.isSaid(by: codes[0]), "\(size) in \(photograph): \(codes)",
            sourceLocation: location)
    }
}

/// Codes as a printer draws them: squares of whole pixels and a quiet zone of four modules.
enum PlainPicture {
    static func of(_ grid: ModuleGrid, pixels: Int) -> GreyPicture {
        let side = (grid.dimension + 8) * pixels
        var greys = [UInt8](repeating: 255, count: side * side)
        for row in 0..<grid.dimension * pixels {
            for column in 0..<grid.dimension * pixels
            where grid[column / pixels, row / pixels] {
                greys[(row + 4 * pixels) * side + column + 4 * pixels] = 0
            }
        }
        return whole(width: side, height: side, greys)
    }

    static func beside(_ left: GreyPicture, _ right: GreyPicture) -> GreyPicture {
        let width = left.width + right.width
        let height = max(left.height, right.height)
        var greys = [UInt8](repeating: 255, count: width * height)
        for (picture, start) in [(left, 0), (right, left.width)] {
            for (index, grey) in picture.pixels.enumerated() {
                let (column, row) = (index % picture.width, index / picture.width)
                greys[row * width + start + column] = grey
            }
        }
        return whole(width: width, height: height, greys)
    }

    private static func whole(width: Int, height: Int, _ greys: [UInt8]) -> GreyPicture {
        guard let picture = GreyPicture(width: width, height: height, pixels: greys) else {
            preconditionFailure("\(width) by \(height)")
        }
        return picture
    }
}
