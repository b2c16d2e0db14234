import CodePhotographs
import Proof
import Testing

@Suite("Codes from their modules")
struct CodeDecodingTests {
    @Test("Every version, level, mask and kind of text is read as its maker wrote it")
    func everyCode() {
        #expect(CodeVector.all.count > 200)
        #expect(Set(CodeVector.all.map { "\($0.version)\($0.level)" }).count == 160)
        for vector in CodeVector.all {
            guard let code = ReadCode(vector.grid) else {
                Issue.record("\(vector.name) is not read")
                continue
            }
            #expect(vector.isSaid(by: code), "\(vector.name): \(code.content)")
            #expect(code.version == vector.version, "\(vector.name)")
            #expect(code.level.rawValue == vector.level, "\(vector.name)")
            #expect(code.mended == 0, "\(vector.name)")
        }
    }

    @Test(
        "As many wrong modules as the level mends are mended, wherever they are",
        arguments: [("1H", 8), ("1Q", 6), ("2H", 14), ("3L", 7), ("4L", 10), ("5L", 13)])
    func damageIsMended(size: String, correctable: Int) throws {
        let vector = try CodeVector.named(size)
        var random = SeededNumbers(state: 11)
        for _ in 0..<40 {
            let grid = Self.damaged(vector.grid, modules: correctable, random: &random)
            let code = try #require(ReadCode(grid), "\(size)")
            #expect(vector.isSaid(by: code))
            #expect((1...correctable).contains(code.mended))
        }
    }

    @Test("Beyond what the level mends a code gives nothing, never another text")
    func noFalseText() throws {
        var random = SeededNumbers(state: 12)
        var refused = 0
        for size in ["1L", "1M", "1H", "2L", "4Q", "7Q", "25M"] {
            let vector = try CodeVector.named(size)
            for count in 1...60 {
                let area = vector.grid.dimension * vector.grid.dimension
                let grid = Self.damaged(
                    vector.grid, modules: area * count / 120, random: &random)
                guard let code = ReadCode(grid) else {
                    refused += 1
                    continue
                }
                #expect(vector.isSaid(by: code), "\(size) with \(count)")
            }
        }
        #expect(refused > 250)
    }

    @Test("No grid of chance says anything, whatever its size")
    func chance() throws {
        var random = SeededNumbers(state: 13)
        for version in 1...40 {
            let dimension = 17 + 4 * version
            for _ in 0..<(version < 6 ? 40 : 2) {
                let modules = (0..<dimension * dimension).map { _ in random.next() & 1 == 1 }
                let grid = try #require(ModuleGrid(dimension: dimension, modules: modules))
                #expect(ReadCode(grid) == nil)
            }
        }
        for dimension in [1, 17, 20, 22, 181] {
            let modules = [Bool](repeating: true, count: dimension * dimension)
            let grid = try #require(ModuleGrid(dimension: dimension, modules: modules))
            #expect(ReadCode(grid) == nil)
        }
    }

    /// Modules turned over away from the finder patterns and the format bits beside them.
    private static func damaged(
        _ grid: ModuleGrid, modules: Int, random: inout SeededNumbers
    ) -> ModuleGrid {
        var damaged = grid
        var left = modules
        let side = UInt64(grid.dimension)
        let far = grid.dimension - 9
        while left > 0 {
            let (column, row) = (Int(random.next() % side), Int(random.next() % side))
            if row < 9 ? column < 9 || column >= far : row >= far && column < 9 { continue }
            damaged[column, row] = !damaged[column, row]
            left -= 1
        }
        return damaged
    }
}
