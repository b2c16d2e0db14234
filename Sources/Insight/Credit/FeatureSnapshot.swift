import Wire

/// What was known of somebody at one moment, feature by feature. It lists what the books can hold
/// of whoever is scored, missing or not; what it does not list nobody could know there, so that no
/// score counts it as a gap, a reason or an advice. The same books give the same snapshot, and the
/// same snapshot the same hash.
public struct FeatureSnapshot: Equatable, Sendable {
    public struct Item: Equatable, Sendable {
        public let name: String
        /// NaN where it is missing.
        public let value: Double
        /// How far good news in it counts, from 0 to 1 (`EvidenceGrade`); 0 where it is missing.
        public let proof: Double
        /// How many papers, entries or months it rests on.
        public let rows: Int

        public init(name: String, value: Double, proof: Double, rows: Int) {
            self.name = name
            self.value = value
            self.proof = proof
            self.rows = rows
        }

        public static func == (left: Item, right: Item) -> Bool {
            left.name == right.name && left.value.bitPattern == right.value.bitPattern
                && left.proof == right.proof && left.rows == right.rows
        }
    }

    public let items: [Item]

    public init(_ items: [Item]) { self.items = items }

    public func item(_ name: String) -> Item? {
        for item in items where item.name == name { return item }
        return nil
    }

    /// `{"features":[{"name","value","proof","rows"}]}`, `value` null where it is missing.
    public var json: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }

    public var hash: SHA256Hash { Wire.sha256(json) }

    /// Whether both know the same, wherever a release of this program listed more or less that is
    /// missing.
    public func knowsSame(as other: FeatureSnapshot) -> Bool {
        items.filter { !$0.value.isNaN } == other.items.filter { !$0.value.isNaN }
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("features")
        writer.beginArray()
        for item in items {
            writer.beginObject()
            writer.key("name")
            writer.string(item.name)
            writer.key("value")
            writer.double(item.value)
            writer.key("proof")
            writer.double(item.proof)
            writer.key("rows")
            writer.integer(Int64(item.rows))
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// Nil for anything that `json` does not write.
    public init?(json value: JSONValue) {
        guard let list = value["features"]?.array else { return nil }
        var items: [Item] = []
        for entry in list {
            guard let name = entry["name"]?.string, let proof = entry["proof"]?.double,
                let rows = entry["rows"]?.integer, let value = entry["value"],
                0...1 ~= proof, 0...Int64(Int32.max) ~= rows
            else { return nil }
            let number: Double
            if value.kind == .null {
                number = .nan
            } else {
                guard let double = value.double, double.isFinite else { return nil }
                number = double
            }
            items.append(Item(name: name, value: number, proof: proof, rows: Int(rows)))
        }
        self.items = items
    }
}
