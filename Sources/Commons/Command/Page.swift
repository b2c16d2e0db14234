/// A part of a list, and the cursor that brings the next part: `{"items":[...],"next":"..."}`.
public struct Page<Item: Codable & Sendable>: Codable, Sendable {
    public let items: [Item]
    /// Give it as `after`; absent at the end of the list.
    public let next: String?

    public init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }

    /// From one item more than the page holds, which tells that there is a next page.
    public init(_ found: [Item], limit: Int, cursor: (Item) -> String) {
        items = Array(found.prefix(limit))
        next = found.count > limit ? items.last.map(cursor) : nil
    }
}
