import Insight
import Testing

/// The figures are statsforecast 2.1.1's on the generated series.
@Suite("Single methods agree with the reference implementation")
struct ReferenceParityTests {
    static let theta: [(form: ThetaModel.Form, values: [Double], expected: [Double])] = [
        (.standard, GeneratedSeries.line, [227.2705, 228.7812, 230.2919, 231.8027, 233.3134, 234.8242]),
        (.optimised, GeneratedSeries.line, [231.6008, 234.5961, 237.5914, 240.5867, 243.582, 246.5772]),
        (.dynamic, GeneratedSeries.line, [227.3761, 228.8665, 230.3453, 231.8116, 233.2651, 234.7053]),
        (.dynamicOptimised, GeneratedSeries.line,
            [231.0167, 233.9223, 236.8253, 239.7258, 242.6236, 245.5191]),
        (.standard, GeneratedSeries.level, [523.7994, 523.8127, 523.826, 523.8392, 523.8525, 523.8658]),
    ]

    @Test("The theta models differ by less than a thousandth", arguments: theta)
    func thetaAgrees(form: ThetaModel.Form, values: [Double], expected: [Double]) {
        let path = ThetaModel(values, form: form).forecast(values, horizon: 6)
        #expect(path.count == expected.count)
        for (value, reference) in zip(path, expected) {
            #expect(abs(value / reference - 1) < 0.001, "\(form): \(value) for \(reference)")
        }
    }

    static let smoothing: [(form: SmoothingForm, season: Int, values: [Double], expected: [Double])] = [
        (SmoothingForm(.additive, .additive), 1, GeneratedSeries.line,
            [232.097, 235.1169, 238.1368, 241.1567, 244.1765, 247.1964]),
        (SmoothingForm(.additive, .damped), 1, GeneratedSeries.line,
            [230.7071, 233.544, 236.3242, 239.0488, 241.7189, 244.3356]),
        (SmoothingForm(.additive, .none), 1, GeneratedSeries.level,
            [523.8514, 523.8514, 523.8514, 523.8514, 523.8514, 523.8514]),
        (SmoothingForm(.multiplicative, .additive, .multiplicative), 12, GeneratedSeries.seasonal,
            [373.5923, 337.1778, 451.1585, 398.631, 306.7627, 422.6227]),
    ]

    /// The reference searches the first states too, so that the two end near, not at, each other.
    @Test("The smoothing family differs by less than a fiftieth", arguments: smoothing)
    func smoothingAgrees(
        form: SmoothingForm, season: Int, values: [Double], expected: [Double]
    ) throws {
        let model = try #require(SmoothingModel(values, season: season, form: form))
        let path = model.forecast(values, horizon: 6)
        #expect(path.count == expected.count)
        for (value, reference) in zip(path, expected) {
            #expect(abs(value / reference - 1) < 0.02, "\(form.name): \(value) for \(reference)")
        }
    }

    @Test("The season is taken away and put back as the reference does")
    func seasonalThetaAgrees() throws {
        let expected = [374.7086, 336.9615, 450.2344, 397.3014, 305.0196, 423.3405]
        let forecast = try Forecaster(season: 12, model: .dot)
            .forecast(GeneratedSeries.seasonal, horizon: 6)
        #expect(forecast.median.count == expected.count)
        for (value, reference) in zip(forecast.median, expected) {
            #expect(abs(value / reference - 1) < 0.005, "\(value) for \(reference)")
        }
    }
}
