/// One thing that does not fit: which rule it breaks, what it is, and what is wrong with it.
public struct Finding: Codable, Sendable, Hashable {
    /// `storage`, `books`, `audit`, `credit`, `log`, `attestations`, `papers` or `files`.
    public let area: String
    /// A stable code within the area, such as `row_changed`.
    public let rule: String
    public let subject: Subject
    public let detail: String

    init(_ area: FsckArea, _ rule: String, _ subject: Subject, _ detail: String) {
        self.area = area.rawValue
        self.rule = rule
        self.subject = subject
        self.detail = detail
    }
}

/// The parts of an installation that `commons fsck` derives anew.
public enum FsckArea: String, Codable, CodingKey, Sendable, CaseIterable {
    case storage, books, audit, credit, log, attestations, papers, files
}

/// The result: nothing found means that everything fits.
public struct FsckReport: Codable, Sendable {
    public var findings: [Finding] = []
    /// How much of each area was looked at.
    public var checked: [String: Int] = [:]
    /// What could not be looked at, and why.
    public var notes: [String] = []

    public var isSound: Bool { findings.isEmpty }

    mutating func add(_ area: FsckArea, checked count: Int, _ found: [Finding]) {
        checked[area.rawValue, default: 0] += count
        findings += found
    }
}

extension FsckReport {
    private enum Key: String, CodingKey { case findings, checked, notes }

    /// In the order of the areas, so that equal reports are equal bytes.
    public func encode(to encoder: any Encoder) throws {
        var report = encoder.container(keyedBy: Key.self)
        try report.encode(findings, forKey: .findings)
        var counts = report.nestedContainer(keyedBy: FsckArea.self, forKey: .checked)
        for area in FsckArea.allCases {
            try counts.encodeIfPresent(checked[area.rawValue], forKey: area)
        }
        try report.encode(notes, forKey: .notes)
    }
}
