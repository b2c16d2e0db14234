import Storage

/// Whether the database takes writes and the files can be had, for whoever asks the server if it
/// is ready. Nobody's questions reach them more often than their answers can change.
actor StorageState {
    private let database: any Database
    private let objects: (any ObjectStore)?
    private var writing = Answer(lasts: .seconds(1))
    private var files = Answer(lasts: .seconds(3))

    private struct Answer {
        let lasts: Duration
        var fault: (any Error)?
        var end: ContinuousClock.Instant?

        init(lasts: Duration) { self.lasts = lasts }

        var isOver: Bool { end.map { $0 <= .now } ?? true }

        mutating func begin() { end = .now + lasts }
    }

    init(_ database: any Database, _ objects: (any ObjectStore)?) {
        self.database = database
        self.objects = objects
    }

    /// Why writes do not come through. One that has failed before is tried here, so that a server
    /// to which nobody sends any more finds out that it is well again.
    func writeFault() async -> (any Error)? {
        guard let known = database.writeFault else { return nil }
        guard writing.isOver else { return writing.fault }
        writing.begin()
        writing.fault = known
        do {
            try await database.tryWriting()
            writing.fault = database.writeFault
        } catch {
            writing.fault = error
        }
        return writing.fault
    }

    /// Why files can be neither stored nor read.
    func filesFault() async -> (any Error)? {
        guard let objects else { return nil }
        guard files.isOver else { return files.fault }
        files.begin()
        do {
            try await objects.check()
            files.fault = nil
        } catch {
            files.fault = error
        }
        return files.fault
    }
}
