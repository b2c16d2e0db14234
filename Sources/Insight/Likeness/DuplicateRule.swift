import Ledger

/// Why a paper may be one that is known already.
public enum DuplicateReason: String, Sendable, CaseIterable {
    /// The very same bytes.
    case file
    /// Nearly the same picture, and what was read does not speak against it.
    case picture
    /// The supplier's own number.
    case number
    /// The same total of the same supplier within a few days.
    case amount
}

/// What tells one paper of a supplier from another.
public struct PaperIdentity: Equatable, Sendable {
    public var supplier: SupplierKey?
    public var number: NumberKey?
    public var day: Day?
    /// Minor units of `currency`.
    public var total: Money?

    public init(
        supplier: SupplierKey? = nil, number: NumberKey? = nil, day: Day? = nil,
        total: Money? = nil
    ) {
        self.supplier = supplier
        self.number = number
        self.day = day
        self.total = total
    }
}

/// Decides whether two papers may be one. Everything that it finds is a warning: a person decides.
public enum DuplicateRule {
    /// Days between two papers of one supplier and one total that may be the same paper.
    public static let window = 3

    /// - Parameter likeness: of the two pictures, in thousandths; nil where one has none.
    /// - Returns: the reasons, the strongest first; none when they are two papers.
    public static func reasons(
        _ one: PaperIdentity, _ other: PaperIdentity, likeness: Int? = nil
    ) -> [DuplicateReason] {
        var reasons: [DuplicateReason] = []
        if let likeness, likeness >= PicturePrint.sameThousandths, !contradict(one, other) {
            reasons.append(.picture)
        }
        guard let supplier = one.supplier, let known = other.supplier, supplier.isAlike(known)
        else { return reasons }
        if let number = one.number, number == other.number { reasons.append(.number) }
        if let total = one.total, total == other.total, isNear(one.day, other.day),
            !(differ(one.number, other.number) && one.day != other.day)
        {
            reasons.append(.amount)
        }
        return reasons
    }

    /// Papers of one form look alike; what was read from them tells them apart. One field may have
    /// been read wrong when another agrees, two may not.
    private static func contradict(_ one: PaperIdentity, _ other: PaperIdentity) -> Bool {
        let differing = count(
            differ(one.number, other.number), differ(one.day, other.day),
            differ(one.total, other.total))
        let agreeing = count(
            agree(one.number, other.number), agree(one.day, other.day),
            agree(one.total, other.total))
        return differing >= 2 || differing == 1 && agreeing == 0
    }

    private static func isNear(_ one: Day?, _ other: Day?) -> Bool {
        guard let one, let other else { return false }
        return abs(one.days(to: other)) <= window
    }

    private static func differ<Field: Equatable>(_ one: Field?, _ other: Field?) -> Bool {
        guard let one, let other else { return false }
        return one != other
    }

    private static func agree<Field: Equatable>(_ one: Field?, _ other: Field?) -> Bool {
        guard let one, let other else { return false }
        return one == other
    }

    private static func count(_ flags: Bool...) -> Int { flags.count { $0 } }
}
