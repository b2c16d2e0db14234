import Wire

/// A reply that was written as JSON while its rows were read, with the schema of `Shape`. For the
/// hottest lists: no value of `Shape` is ever made.
public struct WrittenReply<Shape: Codable & Sendable>: WireWritable, Codable, Sendable {
    public let json: [UInt8]

    public init(_ json: [UInt8]) { self.json = json }

    public init(from decoder: any Decoder) throws {
        json = try WireEncoder.encode(try Shape(from: decoder))
    }

    public func write(to writer: inout JSONWriter) { writer.raw(json) }

    public func encode(to encoder: any Encoder) throws {
        guard let wire = encoder as? any LeafEncoding else {
            throw EncodingError.invalidValue(
                self, .init(codingPath: encoder.codingPath, debugDescription: "not the wire"))
        }
        wire.write(self)
    }
}
