extension SmoothingModel {
    struct Pass {
        var level: Double
        var slope: Double
        var seasons: [Double]
        /// n·log of the squared errors' sum, plus for multiplicative errors 2·Σ log|prediction|:
        /// −2 log likelihood but for a constant.
        var deviance: Double
    }

    /// Runs through the series once. The search for parameters does little else, so each form has a
    /// loop of its own, from which what it does not have is left out.
    func pass(_ values: [Double]) -> Pass {
        switch (form.season, form.trend != .none) {
        case (.none, false): pass(values, .none, hasTrend: false)
        case (.none, true): pass(values, .none, hasTrend: true)
        case (.additive, false): pass(values, .additive, hasTrend: false)
        case (.additive, true): pass(values, .additive, hasTrend: true)
        case (.multiplicative, false): pass(values, .multiplicative, hasTrend: false)
        case (.multiplicative, true): pass(values, .multiplicative, hasTrend: true)
        }
    }

    @inline(__always)
    private func pass(
        _ values: [Double], _ kind: SmoothingForm.Season, hasTrend: Bool
    ) -> Pass {
        form.error == .multiplicative
            ? pass(values, kind, hasTrend: hasTrend, isRelative: true)
            : pass(values, kind, hasTrend: hasTrend, isRelative: false)
    }

    @inline(__always)
    private func pass(
        _ values: [Double], _ kind: SmoothingForm.Season, hasTrend: Bool, isRelative: Bool
    ) -> Pass {
        var run = Pass(level: firstLevel, slope: firstSlope, seasons: firstSeasons, deviance: 0)
        var errors = 0.0
        var scale = 1.0
        var logarithms = 0.0
        let (alpha, beta, gamma) = (self.alpha, self.beta, self.gamma)
        let damping = form.trend == .damped ? self.damping : 1
        var (level, slope) = (run.level, run.slope)
        run.seasons.withUnsafeMutableBufferPointer { seasons in
            values.withUnsafeBufferPointer { values in
                var position = 0
                for value in values {
                    let climb = hasTrend ? damping * slope : slope
                    let base = level + climb
                    var (prediction, target, share) = (base, value, value)
                    switch kind {
                    case .none: break
                    case .additive:
                        prediction += seasons[position]
                        target -= seasons[position]
                        share = value - base
                    case .multiplicative:
                        prediction *= seasons[position]
                        target /= max(seasons[position], 1e-8)
                        share = value / (base.magnitude > 1e-8 ? base : 1e-8)
                    }
                    var miss = value - prediction
                    if isRelative {
                        let size = max(prediction.magnitude, 1e-8)
                        miss /= size
                        scale *= size
                        // Multiplied up and logged rarely: a logarithm costs as much as the step.
                        if scale > 1e100 || scale < 1e-100 {
                            logarithms += Elementary.log(scale)
                            scale = 1
                        }
                    }
                    errors += miss * miss
                    let away = target - base
                    level = base + alpha * away
                    if hasTrend { slope = climb + beta * away }
                    if kind != .none {
                        seasons[position] += gamma * (share - seasons[position])
                        position += 1
                        if position == season { position = 0 }
                    }
                }
            }
        }
        (run.level, run.slope) = (level, slope)
        run.deviance = Double(values.count) * Elementary.log(max(errors, 1e-280))
        if isRelative { run.deviance += 2 * (logarithms + Elementary.log(scale)) }
        return run
    }
}
