import Recognition
import Storage

/// What commands and file routes may use of the installation they run in, besides the database.
public struct Installation: Sendable {
    /// Who signs statements; none in tests and tools that sign nothing.
    public var issuer: Issuer? { currentIssuer?.value }
    public let currentIssuer: CurrentIssuer?
    /// Where files lie; none in tests and tools that keep none.
    public let objects: (any ObjectStore)?
    /// The most bytes of a paper that are taken.
    public let paperLimit: Int
    /// The most pixels of a picture that are taken.
    public let pixelLimit: Int
    /// Notified after each commit that queued a job.
    public let jobs: Signal
    /// The same, for whoever tells other nodes of it.
    public let queued = Signal()
    /// Notified after each commit that left something for the transparency log.
    public let log: Signal

    public static let usualPaperLimit = 20 << 20

    public init(
        issuer: Issuer? = nil, objects: (any ObjectStore)? = nil,
        paperLimit: Int = usualPaperLimit, pixelLimit: Int = PaperFormat.pixelLimit,
        jobs: Signal = Signal(), log: Signal = Signal()
    ) {
        currentIssuer = issuer.map { CurrentIssuer($0) }
        self.objects = objects
        self.paperLimit = paperLimit
        self.pixelLimit = pixelLimit
        self.jobs = jobs
        self.log = log
    }
}
