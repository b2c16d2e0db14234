import Wire

/// Why a file of weights cannot be used.
public enum SafetensorsError: Error, Equatable, Sendable {
    /// Too short, or a header that is no JSON object of tensors.
    case malformed(String)
    case tensorMissing(String)
    case shapeDiffers(String, expected: [Int], found: [Int])

    public var message: String {
        switch self {
        case .malformed(let reason): "the weights are no safetensors file: \(reason)"
        case .tensorMissing(let name): "the weights lack the tensor \(name)"
        case .shapeDiffers(let name, let expected, let found):
            "the tensor \(name) has the shape \(found), not \(expected)"
        }
    }
}

/// A file of named tensors (huggingface/safetensors, format of 2022): eight bytes with the length
/// of a JSON header, the header, then the numbers, little-endian. Single and half precision, and
/// bytes.
public struct Safetensors: Sendable {
    private enum Kind: String {
        case single = "F32"
        case half = "F16"
        case byte = "U8"

        var size: Int {
            switch self {
            case .single: 4
            case .half: 2
            case .byte: 1
            }
        }
    }

    private struct Entry {
        var kind: Kind
        var shape: [Int]
        var range: Range<Int>
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]
    /// Texts that whoever made the weights put beside them.
    public private(set) var metadata: [String: String] = [:]

    public init(_ bytes: [UInt8]) throws(SafetensorsError) {
        self.bytes = bytes
        guard bytes.count >= 8 else { throw .malformed("it is shorter than its header") }
        let length = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(bytes.count - 8) else {
            throw .malformed("its header is longer than the file")
        }
        let start = 8 + Int(length)
        let header: JSONValue
        do throws(JSONError) {
            header = try JSONValue.parse(Array(bytes[8..<start]))
        } catch {
            throw .malformed(error.message)
        }
        guard let members = header.members else { throw .malformed("its header is no object") }
        for (name, text) in header["__metadata__"]?.members ?? [] { metadata[name] = text.string }
        for (name, value) in members where name != "__metadata__" {
            entries[name] = try Self.entry(name, value, after: start, in: bytes.count)
        }
    }

    private static func entry(
        _ name: String, _ value: JSONValue, after start: Int, in count: Int
    ) throws(SafetensorsError) -> Entry {
        guard let kind = value["dtype"]?.string.flatMap(Kind.init) else {
            throw .malformed("\(name) is neither F32 nor F16 nor U8")
        }
        var shape: [Int] = []
        var size = kind.size
        for side in value["shape"]?.array ?? [] {
            guard let number = side.double, number >= 1, number < 1e7 else {
                throw .malformed("\(name) has a side that is no size")
            }
            shape.append(Int(number))
            // Int has 32 bits in a browser.
            let (product, isTooLarge) = size.multipliedReportingOverflow(by: Int(number))
            guard !isTooLarge else { throw .malformed("\(name) is larger than any file") }
            size = product
        }
        let offsets = (value["data_offsets"]?.array ?? []).compactMap { $0.double }
        guard offsets.count == 2, offsets[0] >= 0, offsets[1] >= offsets[0],
            offsets[1] <= Double(count - start), Int(offsets[1]) - Int(offsets[0]) == size
        else { throw .malformed("\(name) lies outside of the file or has the wrong size") }
        return Entry(
            kind: kind, shape: shape,
            range: (start + Int(offsets[0]))..<(start + Int(offsets[1])))
    }

    /// The numbers of a tensor, the last index running fastest.
    public func tensor(_ name: String, shape: [Int]) throws(SafetensorsError) -> [Float] {
        guard let entry = entries[name] else { throw .tensorMissing(name) }
        guard entry.shape == shape else {
            throw .shapeDiffers(name, expected: shape, found: entry.shape)
        }
        guard entry.kind != .byte else { throw .malformed("\(name) holds bytes, not weights") }
        let width = entry.kind.size
        return (0..<entry.range.count / width).map { index in
            let place = entry.range.lowerBound + index * width
            if entry.kind == .half {
                return Self.single(fromHalf: UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8)
            }
            let pattern = (0..<4).reversed().reduce(UInt32(0)) {
                $0 << 8 | UInt32(bytes[place + $1])
            }
            return Float(bitPattern: pattern)
        }
    }

    /// The bytes of a tensor of rows so wide; nil where there is none of this name.
    func bytes(_ name: String, width: Int) throws(SafetensorsError) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        guard entry.kind == .byte, entry.shape.count == 2, entry.shape[1] == width else {
            throw .malformed("\(name) is no table of \(width) bytes a row")
        }
        return Array(bytes[entry.range])
    }

    /// IEEE 754 half precision, which not every platform has as a type.
    static func single(fromHalf half: UInt16) -> Float {
        let sign: Float = half & 0x8000 == 0 ? 1 : -1
        let exponent = Int(half >> 10 & 0x1F)
        let fraction = Float(half & 0x3FF)
        switch exponent {
        case 0: return sign * fraction * 0x1p-24
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default:
            let significand = 1 + fraction / 1024
            return sign * Float(sign: .plus, exponent: exponent - 15, significand: significand)
        }
    }
}
