import Ledger
import Testing

@testable import Insight

@Suite("Two pictures of papers")
struct LikenessTests {
    /// A sheet of print: bars of ink where words would stand, other ones for every seed.
    private struct Sheet {
        var width = 300
        var height = 600
        var greys: [UInt8]

        init(seed: UInt64, width: Int = 300, height: Int = 600) {
            self.width = width
            self.height = height
            greys = [UInt8](repeating: 235, count: width * height)
            var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
            func next(_ limit: Int) -> Int {
                random ^= random << 13
                random ^= random >> 7
                random ^= random << 17
                return Int(random % UInt64(limit))
            }
            var y = 40
            while y < height - 40 {
                var x = 20 + next(60)
                while x < width - 60 {
                    let length = 12 + next(50)
                    for row in y..<y + 8 {
                        for column in x..<min(x + length, width - 15) where (row + column) % 3 > 0 {
                            greys[row * width + column] = 40
                        }
                    }
                    x += length + 6 + next(40)
                }
                y += 16 + next(30)
            }
        }

        /// The same sheet photographed again: every pixel is asked where it came from.
        func again(
            scale: Double, left: Double, top: Double, slope: Double, light: Double
        ) -> Sheet {
            var copy = self
            copy.width = Int(Double(width) * scale * (1 - left))
            copy.height = Int(Double(height) * scale * (1 - top))
            copy.greys = []
            for y in 0..<copy.height {
                for x in 0..<copy.width {
                    let across = Double(x) / scale + left * Double(width)
                    let down = Double(y) / scale + top * Double(height) - slope * across
                    let (column, row) = (Int(across), Int(down))
                    let inside = row >= 0 && row < height && column < width
                    let grey = inside ? Double(greys[row * width + column]) : 235
                    // Light falls off to one side.
                    let shade = light - 0.3 * Double(x) / Double(copy.width)
                    copy.greys.append(UInt8(max(0, min(255, grey * shade))))
                }
            }
            return copy
        }

        var print: PicturePrint? { PicturePrint(greys: greys, width: width, height: height) }
    }

    @Test("are alike when they show one paper nearer, darker, tilted and cut")
    func photographedAgain() throws {
        for seed in 1...12 as ClosedRange<UInt64> {
            let sheet = Sheet(seed: seed)
            let first = try #require(sheet.print)
            let second = try #require(
                sheet.again(scale: 0.8, left: 0.03, top: 0.02, slope: 0.02, light: 0.9).print)
            #expect(first.likeness(to: second) >= PicturePrint.sameThousandths, "\(seed)")
            #expect(first.likeness(to: first) == 1000)
        }
    }

    @Test("are not alike when they show two papers") func others() throws {
        for seed in 1...12 as ClosedRange<UInt64> {
            let first = try #require(Sheet(seed: seed).print)
            let second = try #require(Sheet(seed: seed + 100).print)
            #expect(first.likeness(to: second) < PicturePrint.sameThousandths, "\(seed)")
        }
    }

    @Test("have no print when they are empty, too small or not whole") func empty() {
        let white = [UInt8](repeating: 240, count: 200 * 300)
        #expect(PicturePrint(greys: white, width: 200, height: 300) == nil)
        #expect(PicturePrint(greys: [1, 2, 3], width: 200, height: 300) == nil)
        let tiny = [UInt8](repeating: 0, count: 100)
        #expect(PicturePrint(greys: tiny, width: 10, height: 10) == nil)
        #expect(PicturePrint(bytes: [1, 2]) == nil)
    }

    @Test("A print goes through its bytes unchanged") func bytes() throws {
        let print = try #require(Sheet(seed: 5).print)
        #expect(PicturePrint(bytes: print.bytes) == print)
    }
}

@Suite("A paper may repeat another")
struct DuplicateRuleTests {
    @Test(
        "when two spellings of a number are one",
        arguments: [
            ("INV-0007", "inv 7", true), ("INV-0007", "1NV/07", true),
            ("CS-00417", "CS 0417", true),
            ("A-100", "A-1000", false), ("17/2026", "172026", true), ("INV-7", "BILL-7", false),
            ("0", "000", true),
        ])
    func numbers(one: String, other: String, same: Bool) {
        #expect((NumberKey(one) == NumberKey(other)) == same)
    }

    @Test("and a number needs a figure") func noNumber() {
        #expect(NumberKey("N/A") == nil)
        #expect(NumberKey("--") == nil)
    }

    @Test(
        "when two spellings of a supplier are one",
        arguments: [
            ("Mama Njeri Trading Ltd.", "MAMA NJERI TRADING LIMITED", true),
            ("YONGFATT ENTERPRISE", "Y0NGFATT ENTERPRISE SDN BHD", true),
            ("Café de la Gare", "CAFE DE LA GARE", true), ("KDL", "KDM", false),
            ("Duka la Mwangi", "Duka la Kamau", false),
        ])
    func suppliers(one: String, other: String, same: Bool) throws {
        let left = try #require(SupplierKey(one))
        let right = try #require(SupplierKey(other))
        #expect(left.isAlike(right) == same)
    }

    private func paper(
        _ supplier: String?, _ number: String?, _ day: String?, _ total: Int64?
    ) -> PaperIdentity {
        PaperIdentity(
            supplier: supplier.flatMap { SupplierKey($0) },
            number: number.flatMap { NumberKey($0) }, day: day.flatMap { Day(iso: $0) },
            total: total.map { Money(minorUnits: $0, currency: .kes) })
    }

    @Test("by the supplier's number, whatever else differs") func byNumber() {
        let one = paper("Kamau Stores", "INV-0007", "2026-03-01", 125_000)
        let other = paper("KAMAU STORES LTD", "inv 7", "2026-05-01", 90_000)
        #expect(DuplicateRule.reasons(one, other) == [.number])
        let stranger = paper("Otieno Stores", "INV-0007", "2026-03-01", 125_000)
        #expect(DuplicateRule.reasons(one, stranger) == [])
    }

    @Test("by total within three days, unless number and day both differ") func byAmount() {
        let one = paper("Kamau Stores", "A-1", "2026-03-01", 125_000)
        #expect(
            DuplicateRule.reasons(one, paper("Kamau Stores", nil, "2026-03-04", 125_000))
                == [.amount])
        #expect(
            DuplicateRule.reasons(one, paper("Kamau Stores", nil, "2026-03-05", 125_000)) == [])
        #expect(
            DuplicateRule.reasons(one, paper("Kamau Stores", "A-2", "2026-03-02", 125_000)) == [])
        #expect(
            DuplicateRule.reasons(one, paper("Kamau Stores", "A-2", "2026-03-01", 125_000))
                == [.amount])
        #expect(
            DuplicateRule.reasons(one, paper("Kamau Stores", nil, nil, 125_000)) == [])
    }

    @Test("by picture, unless what was read tells two papers of one form apart") func byPicture() {
        let one = paper("Kamau Stores", "A-1", "2026-03-01", 125_000)
        let nothing = paper(nil, nil, nil, nil)
        #expect(DuplicateRule.reasons(one, nothing, likeness: 950) == [.picture])
        #expect(DuplicateRule.reasons(one, nothing, likeness: 700) == [])
        // One figure read wrong in the second photograph.
        let misread = paper("Kamau Stores", "A-1", "2026-03-01", 128_000)
        #expect(DuplicateRule.reasons(one, misread, likeness: 900) == [.picture, .number])
        let another = paper("Kamau Stores", "A-2", "2026-03-08", 125_000)
        #expect(DuplicateRule.reasons(one, another, likeness: 970) == [])
    }
}
