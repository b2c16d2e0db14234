import Foundation

/// How a result is printed.
enum ReadForm {
    case json
    case summary
    case words
    /// For fitting the choice models.
    case evidence
}

/// Prints results in the order of the files, each as soon as all before it are there.
struct OrderedPrinter {
    let form: ReadForm
    private var waiting: [Int: [ReadResult]] = [:]
    private var next = 0
    private(set) var isComplete = true

    init(form: ReadForm) {
        self.form = form
    }

    /// - Parameter results: of one file, one for each paper on it.
    mutating func take(_ results: [ReadResult], at index: Int) {
        waiting[index] = results
        while let ready = waiting.removeValue(forKey: next) {
            for result in ready {
                if case .failure = result.outcome { isComplete = false }
                Console.output.write(Data((result.line(form) + "\n").utf8))
            }
            next += 1
        }
    }
}

/// One line on standard error that counts up, only where a person is looking.
struct ReadProgress {
    let count: Int
    private var done = 0
    private let isShown = isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0

    init(count: Int) {
        self.count = count
    }

    mutating func step(_ file: String) {
        done += 1
        show("\r\u{1B}[K\(done)/\(count) \((file as NSString).lastPathComponent)")
    }

    func end() {
        show("\r\u{1B}[K")
    }

    private func show(_ text: String) {
        guard isShown, count > 1 else { return }
        Console.error.write(Data(text.utf8))
    }
}
