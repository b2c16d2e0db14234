import Foundation
import Testing

@testable import Insight

@Suite("A photographed paper without OpenCV")
struct SheetTests {
    /// A white sheet in the middle of a dark table, turned clockwise by so many degrees, with dark
    /// bars of the size of letters in rows.
    private static func table(
        width: Int = 600, height: Int = 500, sheet: (Double, Double) = (360, 300),
        degrees: Double = 0, paper: Double = 235, letter: Double = 12
    ) -> GreyPlane {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        return GreyPlane(width: width, height: height) { column, row in
            let (x, y) = (Double(column) - Double(width) / 2, Double(row) - Double(height) / 2)
            let (u, v) = (x * cosine + y * sine, y * cosine - x * sine)
            guard abs(u) <= sheet.0 / 2, abs(v) <= sheet.1 / 2 else { return 60 }
            let isPrinted = abs(u) < sheet.0 / 2 - 20 && abs(v) < sheet.1 / 2 - 20
            let (along, across) = (
                (u + 1000).truncatingRemainder(dividingBy: letter),
                (v + 1000).truncatingRemainder(dividingBy: letter * 2)
            )
            return isPrinted && along < letter * 0.5 && across < letter ? 30 : paper
        }
    }

    @Test("Its corners are found however it lies", arguments: [0.0, 4, -7, 15])
    func corners(degrees: Double) throws {
        let outline = try #require(PaperOutline(in: Self.table(degrees: degrees)))
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let wanted = [(-180.0, -150.0), (180, -150), (180, 150), (-180, 150)].map { u, v in
            (300 + u * cosine - v * sine, 250 + u * sine + v * cosine)
        }
        for (found, wish) in zip(outline.corners, wanted) {
            #expect(abs(found.x - wish.0) < 3 && abs(found.y - wish.1) < 3)
        }
        #expect(abs(outline.area - 108_000) < 3_000)
    }

    @Test("A page that fills its picture has no outline, and neither has an empty table")
    func noOutline() {
        #expect(PaperOutline(in: Self.table(sheet: (600, 500))) == nil)
        #expect(PaperOutline(in: Self.table(sheet: (0, 0))) == nil)
        #expect(PaperOutline(in: GreyPlane(filledWith: 200, width: 40, height: 40)) == nil)
    }

    @Test("Several sheets on one picture are found, row by row; a card beside them is none")
    func several() {
        // Left, top, right and bottom.
        let sheets = [(40, 40, 250, 330), (300, 60, 520, 300), (60, 380, 330, 560)]
        let card = (420, 420, 480, 460)
        func picture(_ boxes: [(Int, Int, Int, Int)]) -> GreyPlane {
            GreyPlane(width: 600, height: 600) { column, row in
                boxes.contains { left, top, right, bottom in
                    left...right ~= column && top...bottom ~= row
                } ? 230 : 70
            }
        }
        let found = PaperOutline.several(in: picture(sheets + [card]))
        #expect(found.count == 3)
        for (outline, sheet) in zip(found, sheets) {
            #expect(abs(outline.topLeft.x - Double(sheet.0)) < 3)
            #expect(abs(outline.topLeft.y - Double(sheet.1)) < 3)
            #expect(abs(outline.bottomRight.x - Double(sheet.2)) < 3)
            #expect(abs(outline.bottomRight.y - Double(sheet.3)) < 3)
        }
        #expect(PaperOutline.several(in: picture([sheets[0], card])).isEmpty)
        #expect(PaperOutline.several(in: picture([])).isEmpty)
    }

    @Test("A sheet seen at an angle is cut out with its print level", arguments: [5.0, -9])
    func level(degrees: Double) {
        let sheet = PageSheet(Self.table(degrees: degrees))
        #expect(sheet.outline != nil)
        #expect(abs(sheet.tilt) <= 0.5)
        #expect(abs(sheet.letterHeight - 12) <= 1)
    }

    @Test("Print that leans on a scan is measured", arguments: [3.0, -6])
    func tilt(degrees: Double) {
        // Beyond its edges the page goes on.
        let scan = Self.table(sheet: (900, 900), degrees: degrees)
        let sheet = PageSheet(scan)
        #expect(sheet.outline == nil)
        #expect(abs(sheet.tilt - degrees) <= 0.5)
    }

    @Test("A picture is called dark, far, cut off, faint, small, blurred or empty, and else nothing")
    func advice() {
        func advice(_ picture: GreyPlane) -> [PictureMeasure.Advice] {
            PictureMeasure(PageSheet(picture)).advice
        }
        func dimmed(_ picture: GreyPlane, _ factor: Double, from: Double = 0) -> GreyPlane {
            GreyPlane(width: picture.width, height: picture.height) { column, row in
                let grey = Double(picture.pixels[row * picture.width + column])
                return from + (grey - from) * factor
            }
        }
        let good = Self.table()
        #expect(advice(good) == [])
        #expect(advice(dimmed(good, 0.25)) == [.dark])
        #expect(advice(dimmed(Self.table(sheet: (900, 900)), 0.1, from: 235)) == [.faint])
        #expect(advice(Self.table(width: 900, height: 800)).contains(.far))
        #expect(advice(Self.table(width: 420, height: 290)).contains(.cutOff))
        #expect(advice(Self.table(letter: 7)).contains(.small))
        #expect(advice(good.softened(reach: 2)) == [.blurred])
        #expect(advice(GreyPlane(filledWith: 220, width: 300, height: 300)) == [.faint])
        #expect(PictureMeasure(PageSheet(good.softened(reach: 2)), isPreview: true).advice == [])
    }

    @Test("Pieces are those that a flood finds")
    func pieces() {
        var numbers = SeededGenerator(seed: 7)
        for _ in 0..<20 {
            let plane = GreyPlane(width: 23, height: 17) { _, _ in
                numbers.uniform() < 0.45 ? 255 : 0
            }
            let found = InkPieces(plane) { $0 > 0 }
            var areas = found.pieces.map { $0.area }
            areas.sort()
            #expect(areas == Self.floods(plane))
            #expect(found.runs.allSatisfy { found.pieces.indices.contains($0.piece) })
        }
    }

    private static func floods(_ plane: GreyPlane) -> [Int] {
        var open = plane.pixels.map { $0 > 0 }
        var areas: [Int] = []
        for start in open.indices where open[start] {
            var (waiting, area) = ([start], 0)
            open[start] = false
            while let place = waiting.popLast() {
                area += 1
                let (row, column) = (place / plane.width, place % plane.width)
                for near in max(0, row - 1)...min(plane.height - 1, row + 1) {
                    for beside in max(0, column - 1)...min(plane.width - 1, column + 1)
                    where open[near * plane.width + beside] {
                        open[near * plane.width + beside] = false
                        waiting.append(near * plane.width + beside)
                    }
                }
            }
            areas.append(area)
        }
        return areas.sorted()
    }

    @Test("Median, extremes and shrinking agree with their definitions")
    func filters() {
        var numbers = SeededGenerator(seed: 3)
        let plane = GreyPlane(width: 31, height: 22) { _, _ in (numbers.uniform() * 255).rounded() }
        let (median, bright) = (plane.median(reach: 3), plane.extreme(reach: 2, brightest: true))
        for row in 0..<plane.height {
            for column in 0..<plane.width {
                let near = Self.around(plane, row, column, 3)
                #expect(median.pixels[row * plane.width + column] == near[near.count / 2])
                let close = Self.around(plane, row, column, 2)
                #expect(bright.pixels[row * plane.width + column] == close.last)
            }
        }
        let half = plane.resized(width: 15, height: 11)
        let means = [plane, half].map { plane in
            plane.pixels.reduce(0.0) { $0 + Double($1) } / Double(plane.pixels.count)
        }
        #expect(abs(means[0] - means[1]) < 1)
        let even = GreyPlane(width: 4, height: 2) { column, row in Double(column * 10 + row) }
        #expect(even.resized(width: 2, height: 1).pixels == [6, 26])
    }

    private static func around(
        _ plane: GreyPlane, _ row: Int, _ column: Int, _ reach: Int
    ) -> [UInt8] {
        var near: [UInt8] = []
        for other in max(0, row - reach)...min(plane.height - 1, row + reach) {
            for beside in max(0, column - reach)...min(plane.width - 1, column + reach) {
                near.append(plane.pixels[other * plane.width + beside])
            }
        }
        return near.sorted()
    }

    @Test("A receipt on its side or upside down is turned and read", arguments: 1...2)
    func turned(quarters: Int) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        func weights(_ name: String) throws -> Safetensors {
            let file = root.appending(path: "models/\(name)/\(name).safetensors")
            return try Safetensors([UInt8](try Data(contentsOf: file)))
        }
        let greys = try Data(contentsOf: root.appending(path: "Tests/vectors/receipt.grey"))
        let receipt = try #require(GreyPlane(width: 460, height: 520, pixels: [UInt8](greys)))
        var page = PhotographedPage(receipt.turned(quarters: quarters))
        let reading = PageReading.best(
            of: &page, LineFinder(try LineFinderNetwork(weights("line-finder"))),
            LineReader(try LineNetwork(weights("line-reader"))))
        #expect(page.quarterTurns == (4 - quarters) % 4)
        #expect(reading.isSure)
        let text = reading.words.map { $0.text }.joined(separator: " ")
        #expect(text.hasPrefix("KILIMO HARDWARE LTD MOI AVENUE 14, NAIROBI"))
        #expect(text.hasSuffix("CASH 2,000.00 THANK YOU"))
        let last = try #require(reading.words.last?.box)
        // As the receipt lies in the upright picture.
        #expect(abs(last.centreX - 225) < 40 && last.centreY > 400)
    }

    @Test("Pictures of a pixel, of one line and of one grey are taken without a trap")
    func smallest() {
        for (width, height) in [(1, 1), (1, 300), (300, 1), (16, 16), (2, 5)] {
            let sheet = PageSheet(GreyPlane(filledWith: 128, width: width, height: height))
            #expect(sheet.letterHeight == 0)
            let level = sheet.level(letterHeight: 8, scale: 1)
            #expect(level.ink.count == level.width * level.height)
            #expect(PictureMeasure(sheet).outline == nil)
        }
        #expect(GreyPlane(width: 2, height: 2, pixels: [1, 2, 3]) == nil)
        #expect(GreyPlane(width: 0, height: 0, pixels: []) == nil)
    }
}
