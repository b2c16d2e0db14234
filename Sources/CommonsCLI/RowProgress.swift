import Foundation

/// One line on standard error that counts the rows of a long table, where a person is looking.
struct RowProgress {
    private let bytes: Int
    private var seen = 0
    private var shownAt = ContinuousClock.now
    private let isShown = isatty(STDERR_FILENO) != 0

    /// `bytes`: the size of the table, 0 when unknown.
    init(bytes: Int) { self.bytes = bytes }

    mutating func step(bytes piece: Int, rows: Int) {
        seen += piece
        let now = ContinuousClock.now
        guard isShown, now - shownAt > .milliseconds(250) else { return }
        shownAt = now
        let share = bytes > 0 ? ", \(seen * 100 / max(bytes, seen))%" : ""
        Console.error.write(Data("\r\u{1B}[K\(rows) rows\(share)".utf8))
    }

    func end() {
        if isShown { Console.error.write(Data("\r\u{1B}[K".utf8)) }
    }
}
