import Foundation
import Insight
import Testing
import Wire

/// `Tests/vectors/credit.json`, made by `Tests/vectors/make_credit_vectors.py`.
@Suite("Bins, stability, calibration and intervals equal optbinning's, scikit-learn's and scipy's")
struct CreditVectorTests {
    static func vectors(_ key: String) throws -> [JSONValue] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "vectors/credit.json")
        let all = try JSONValue.parse([UInt8](try Data(contentsOf: file)))
        return try #require(all[key]?.array)
    }

    /// A missing value is null.
    static func row(_ value: JSONValue?) -> [Double] {
        (value?.array ?? []).map { $0.double ?? .nan }
    }

    static func whole(_ value: JSONValue?) -> Int? { (value?.integer).map { Int($0) } }

    static func attribute(_ value: JSONValue?) -> Characteristic.Attribute? {
        switch value {
        case .null: .through(.infinity)
        case .number(let text): Double(text).map { .through($0) }
        case .string("missing"): .missing
        case .string("special"): .special(98)
        case .array(let codes): .categories(codes.compactMap { whole($0) })
        default: nil
        }
    }

    /// From the same fine bins both find the same ones. A bin under twenty rows of missing values
    /// weighs nothing here; optbinning gives it its weight.
    @Test("Bins, their counts, weights of evidence and information values, bin by bin to 1e-9")
    func characteristics() throws {
        let cases = try Self.vectors("characteristics")
        var kinds: Set<String> = []
        for item in cases {
            let isCategorical = item["is_categorical"]?.bool == true
            let own = try #require(
                Characteristic(
                    "x", values: Self.row(item["values"]),
                    isBad: Self.row(item["outcomes"]).map { $0 == 1 },
                    isCategorical: isCategorical,
                    specials: item["special"]?.double.map { [$0] } ?? []))
            let wanted = try #require(item["bins"]?.array)
            #expect(own.bins.count == wanted.count)
            let goods = Double(own.bins.reduce(0) { $0 + $1.counts.good })
            let bads = Double(own.bins.reduce(0) { $0 + $1.counts.bad })
            for (bin, wanted) in zip(own.bins, wanted) {
                #expect(bin.attribute == Self.attribute(wanted["attribute"]))
                #expect(bin.counts.good == Self.whole(wanted["good"]))
                #expect(bin.counts.bad == Self.whole(wanted["bad"]))
                let weight = try #require(wanted["weight"]?.double)
                let value = try #require(wanted["value"]?.double)
                if bin.counts.rows < 20 {
                    kinds.insert("thin")
                    #expect(bin.weight == 0 && weight != 0)
                    continue
                }
                #expect(abs(bin.weight - weight) <= 1e-9)
                let shares = Double(bin.counts.good) / goods - Double(bin.counts.bad) / bads
                #expect(abs(shares * bin.weight - value) <= 1e-9)
                if case .string(let name) = wanted["attribute"] { kinds.insert(name) }
            }
            let total = try #require(item["information_value"]?.double)
            #expect(abs(own.informationValue - total) <= 1e-9)
            if isCategorical { kinds.insert("categories") }
        }
        #expect(kinds == ["categories", "missing", "special", "thin"])
    }

    @Test("A bin without one outcome counts half a row of each; optbinning gives it no weight")
    func pureBins() throws {
        let evidence = try #require(WeightOfEvidence(good: [10, 90], bad: [0, 100]))
        #expect(abs(evidence.weights[0] - log(10.5 / 100 / (0.5 / 100))) <= 1e-12)
        #expect(abs(evidence.weights[1] - log(0.9 / 1.0)) <= 1e-12)
    }

    @Test("The stability of points and of columns, bin by bin to 1e-9")
    func stability() throws {
        let cases = try Self.vectors("stability")
        #expect(cases.count == 3)
        for item in cases {
            let own = try #require(
                PopulationStability(
                    then: (item["then"]?.array ?? []).compactMap(Self.whole),
                    now: (item["now"]?.array ?? []).compactMap(Self.whole)))
            let parts = Self.row(item["parts"])
            #expect(own.parts.count == parts.count && parts.count > 4)
            for (own, part) in zip(own.parts, parts) { #expect(abs(own - part) <= 1e-9) }
            #expect(abs(own.index - (item["index"]?.double ?? .nan)) <= 1e-9)
        }
    }

    /// scikit-learn minimises the same likelihood with the same targets by L-BFGS, and stops where
    /// its slope is 1e-6; `PlattCalibration` goes on to the limits of a double.
    @Test("The logistic calibration is scikit-learn's, to where its optimiser stops")
    func calibration() throws {
        for item in try Self.vectors("calibrations") {
            let scores = Self.row(item["scores"])
            let own = try #require(
                PlattCalibration(
                    scores: scores, outcomes: Self.row(item["outcomes"]).map { $0 == 1 }))
            let theirs = PlattCalibration(
                slope: try #require(item["slope"]?.double),
                intercept: try #require(item["intercept"]?.double))
            for score in scores {
                let apart = own.probability(of: score) - theirs.probability(of: score)
                #expect(abs(apart) <= 1e-7)
            }
        }
    }

    @Test("A card's curve is scikit-learn's, and an interval scipy's of the rows with such a score")
    func intervals() throws {
        var (known, unknown) = (0, 0)
        for item in try Self.vectors("intervals") {
            let probabilities = Self.row(item["probabilities"])
            let outcomes = Self.row(item["outcomes"]).map { $0 == 1 }
            let curve = CalibrationBin.curve(probabilities, outcomes, bins: 10)
            let wanted = try #require(item["curve"]?.array)
            #expect(curve.count == wanted.count)
            for (bin, wanted) in zip(curve, wanted) {
                #expect(bin.count == Self.whole(wanted["rows"]))
                #expect(abs(bin.share - (wanted["share"]?.double ?? .nan)) <= 1e-12)
                let mean = wanted["mean_probability"]?.double ?? .nan
                #expect(abs(bin.meanProbability - mean) <= 1e-12)
            }
            let bands = ProbabilityBand.bands(probabilities, outcomes)
            let banded = try #require(item["bands"]?.array)
            #expect(bands.count == banded.count && bands.count > 5)
            for (band, wanted) in zip(bands, banded) {
                #expect(band.rows == Self.whole(wanted["rows"]))
                #expect(abs(band.from - (wanted["from"]?.double ?? .nan)) <= 1e-12)
                #expect(band.through == wanted["through"]?.double)
                let share = Double(band.events) / Double(band.rows)
                #expect(abs(share - (wanted["share"]?.double ?? .nan)) <= 1e-12)
            }
            // A card of this release has bands, and one of an earlier release its curve alone.
            let cards = [
                (ProbabilityBands(card: .object([("bands", .array(banded))])), 1),
                (ProbabilityBands(card: .object([("curve", .array(wanted))])), 3),
            ]
            for probe in (item["probes"]?.array ?? []).map(Self.row) {
                for (bands, place) in cards {
                    let own = bands.interval(probe[0])
                    guard !probe[place].isNaN else {
                        unknown += 1
                        #expect(own == nil, "\(probe)")
                        continue
                    }
                    known += 1
                    let interval = try #require(own, "\(probe)")
                    #expect(abs(interval.low - probe[place]) <= 1e-12)
                    #expect(abs(interval.high - probe[place + 1]) <= 1e-12)
                }
            }
        }
        #expect(known > 20 && unknown > 10)
    }
}
