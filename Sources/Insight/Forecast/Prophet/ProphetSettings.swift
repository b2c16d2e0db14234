/// How the Prophet model sees a series: S. Taylor and B. Letham, "Forecasting at scale", 2018.
/// Names and defaults are those of its Python package.
public struct ProphetSettings: Sendable {
    public enum Growth: String, Sendable, CaseIterable { case linear, logistic, flat }

    /// Whether a part is added to the trend or is a share of it.
    public enum Mode: String, Sendable, CaseIterable { case additive, multiplicative }

    /// A season as a sum of sines and cosines.
    public struct Season: Sendable {
        public var name: String
        /// In days.
        public var period: Double
        public var order: Int
        public var priorScale: Double
        public var mode: Mode
        /// The column of ones and zeros that says when this season holds; nil for always.
        public var condition: String?

        public init(
            _ name: String, period: Double, order: Int, priorScale: Double = 10,
            mode: Mode = .additive, condition: String? = nil
        ) {
            self.name = name
            self.period = period
            self.order = order
            self.priorScale = priorScale
            self.mode = mode
            self.condition = condition
        }
    }

    /// A further column that the values lean on, known for the future too.
    public struct Regressor: Sendable {
        public var name: String
        public var priorScale: Double
        public var mode: Mode

        public init(_ name: String, priorScale: Double = 10, mode: Mode = .additive) {
            self.name = name
            self.priorScale = priorScale
            self.mode = mode
        }
    }

    public var growth = Growth.linear
    /// What a logistic trend tends to; needed there.
    public var capacity: Double?
    /// What a logistic trend comes from.
    public var floor = 0.0
    /// Days since 1970 at which the trend may bend; nil to place them evenly.
    public var changepoints: [Double]?
    public var changepointCount = 25
    /// The share of the past within which change points are placed.
    public var changepointRange = 0.8
    public var changepointPriorScale = 0.05
    public var seasonMode = Mode.additive
    public var seasonPriorScale = 10.0
    /// Beside these, yearly, weekly and daily seasons are added where the past shows them twice;
    /// one of the same name takes their place.
    public var seasons: [Season] = []
    public var addsUsualSeasons = true
    public var holidays: [ProphetHoliday] = []
    public var holidayMode: Mode?
    public var regressors: [Regressor] = []
    public var intervalWidth = 0.8
    public var samples = 1000
    public var seed: UInt64 = 1

    public init() {}

    /// What a capacity or a floor may be, up and down: as much as a value.
    public static let mostCapacity = Forecaster.mostMagnitude
    /// What the scale of a prior may be: beyond this numbers lose what the values say.
    public static let priorScales = 1e-6...1e6
}

/// Days of one name, each with as many days before and after as have an effect of their own.
public struct ProphetHoliday: Sendable, Hashable {
    public var name: String
    /// Days since 1970.
    public var days: [Int]
    /// 0 or negative; the least of all days.
    public var lowerWindow: Int
    /// 0 or positive; the most of all days.
    public var upperWindow: Int
    public var priorScale: Double
    /// The windows of days that were added with their own; the others have the widest one.
    private var ownWindows: [Int: ClosedRange<Int>] = [:]

    public init(
        _ name: String, days: [Int], lowerWindow: Int = 0, upperWindow: Int = 0,
        priorScale: Double = 10
    ) {
        self.name = name
        self.days = days
        self.lowerWindow = lowerWindow
        self.upperWindow = upperWindow
        self.priorScale = priorScale
    }

    /// Adds a day with a window of its own, which holds 0; a day that comes twice has both.
    mutating func add(_ day: Int, window: ClosedRange<Int>) {
        if ownWindows.isEmpty {
            for known in days { ownWindows[known] = lowerWindow...upperWindow }
        }
        let known = ownWindows[day] ?? window
        ownWindows[day] = min(known.lowerBound, window.lowerBound)...max(
            known.upperBound, window.upperBound)
        days.append(day)
        lowerWindow = min(lowerWindow, window.lowerBound)
        upperWindow = max(upperWindow, window.upperBound)
    }

    /// The days around one of its days, counted from it, that have an effect of their own.
    func window(of day: Int) -> ClosedRange<Int> { ownWindows[day] ?? lowerWindow...upperWindow }
}

/// Further columns by name, one value a time.
public struct ProphetColumns: Sendable {
    public var values: [String: [Double]]

    public init(_ values: [String: [Double]] = [:]) { self.values = values }
}
