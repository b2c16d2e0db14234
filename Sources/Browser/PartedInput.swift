/// Several inputs of one call: each is its length in four little-endian bytes, then so many bytes.
struct PartedInput {
    private let input: [UInt8]
    private var next = 0

    init(_ input: [UInt8]) { self.input = input }

    mutating func part() throws(CallRefusal) -> [UInt8] {
        guard next + 4 <= input.count else {
            throw CallRefusal("part_missing", "the input ends before its last part")
        }
        let low = Int(input[next]) | Int(input[next + 1]) << 8
        // No part reaches 2^31, the width of Int in a browser.
        let length = low | Int(input[next + 2]) << 16 | Int(input[next + 3] & 0x7F) << 24
        guard length <= input.count - next - 4 else {
            throw CallRefusal("part_cut", "a part is longer than what is there")
        }
        let start = next + 4
        next = start + length
        return Array(input[start..<next])
    }
}
