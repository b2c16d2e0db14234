import Foundation

/// What the kernel lets this process, and the Poppler tools that it starts, use at most.
enum ResourceLimits {
    /// Address space: the largest picture allowed, several times over, and Tesseract's models.
    private static let memory: rlim_t = 3 << 30
    /// The largest file that may be written: an XML taken out of a PDF.
    private static let file: rlim_t = 64 << 20

    static func settle() {
        set(RLIMIT_AS.rawValue, memory)
        set(RLIMIT_FSIZE.rawValue, file)
        set(RLIMIT_CORE.rawValue, 0)
        set(RLIMIT_NOFILE.rawValue, 64)
    }

    /// Processor time is counted from the start of the process, so each request moves the limit.
    static func renewProcessorTime(seconds: Int) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = rlim_t(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1)
        var limit = rlimit()
        getrlimit(Int32(RLIMIT_CPU.rawValue), &limit)
        limit.rlim_cur = min(used + rlim_t(max(seconds, 1)), limit.rlim_max)
        setrlimit(Int32(RLIMIT_CPU.rawValue), &limit)
    }

    private static func set(_ resource: UInt32, _ value: rlim_t) {
        var limit = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(Int32(resource), &limit)
    }
}
