/// Series that the tests make by rule.
enum GeneratedSeries {
    static let line = (0..<40).map { (t: Int) -> Double in
        Double(100 + 3 * t + (t * 37 % 11) * 2 + t * t % 7)
    }
    static let seasonal = (0..<84).map { (t: Int) -> Double in
        let shape = [1.0, 0.9, 1.2, 1.05, 0.8, 1.1, 1.3, 0.95, 0.85, 1.0, 1.15, 0.7]
        return Double(200 + 2 * t + t * 29 % 13) * shape[t % 12]
    }
    static let level = (0..<60).map { (t: Int) -> Double in
        Double(500 + (t * t * 7 % 31) * 4 - (t * 13 % 17) * 3)
    }

    /// A day of a trend, a year that falls and rises, a week, and some unrest.
    static func day(_ t: Int) -> Double {
        let week = [0, 10, 20, 15, 5, 40, 60][t % 7]
        let rest: Int = t / 2 + t * 37 % 23
        let fromTheMiddleOfTheYear = Double(abs(t % 365 - 182))
        return Double(1000 + week + rest) + fromTheMiddleOfTheYear * 1.5
    }

    /// A month of a series that doubles in eight years, with a season in proportion to it.
    static func growingMonth(_ t: Int) -> Double {
        let shape = [0.9, 0.85, 1.0, 0.98, 1.0, 1.15, 1.3, 1.28, 1.05, 0.9, 0.8, 0.9]
        var level = 100.0
        for _ in 0..<t { level *= 1.00725 }
        return level * shape[t % 12] * (1 + Double(t * 37 % 11 - 5) / 250)
    }

    /// A week's net cash: takings, less wages in the week of a month's last day.
    static func payWeek(_ t: Int) -> Double {
        let month = 365.25 / 12
        let isPayWeek = Int(Double(7 * t) / month) != Int(Double(7 * t + 7) / month)
        let takings: Int = 500 + t * 29 % 17 * 10
        return Double(isPayWeek ? takings - 2000 : takings)
    }

    /// A random walk around a drift.
    static func walk(seed: Int, count: Int) -> [Double] {
        var value = 1000.0
        return noise(seed: seed, count: count).map { step in
            value += 1 + 8 * step
            return value
        }
    }

    /// What returns to its level, with a season over it that swings by a fifth.
    static func returning(seed: Int, count: Int, season: Int) -> [Double] {
        var away = 0.0
        return noise(seed: seed, count: count).enumerated().map { step, shock in
            away = 0.6 * away + 40 * shock
            return 1000 + away + Double(step % season - season / 2) * 400 / Double(season)
        }
    }

    /// Six years of months around a season that is nothing in winter, a fifth of them missing.
    static func gappedMonths(seed: Int) -> [Double] {
        let shape = [0, 0, 0.2, 0.6, 1, 1.6, 2, 1.8, 1.1, 0.5, 0.1, 0]
        return noise(seed: seed, count: 72).enumerated().map { step, shock in
            (step * 7 + seed * 3 + step * step) % 5 == 0
                ? .nan : max(0, 200 * shape[step % 12] + 40 * shock)
        }
    }

    /// Nearly normal, of deviation 1: sums of twelve uniforms by a linear congruential generator.
    static func noise(seed: Int, count: Int) -> [Double] {
        var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        return (0..<count).map { _ in
            var sum = -6.0
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum += Double(state >> 11) / Double(UInt64(1) << 53)
            }
            return sum
        }
    }
}
