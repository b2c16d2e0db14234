/// Coefficients of the choices, fitted by `Benchmarks/receipts/fit.py` on the development receipts
/// (ICDAR 2019 SROIE, CC BY 4.0) without one shop in five, each with its words as transcribed by
/// hand and as Tesseract reads them, twice: our own reader has learned those shops and is surer of
/// them than of others. The commands and figures are in docs/reference/capture.md. The order is
/// that of the evidence's `vector`, then agreement between readings.
enum TotalModel {
    static let choice = ChoiceModel(
        weights: [
            0.108, -0.303, -0.123, -0.997, 1.269, 0.008, 0.268, 0.330, 0.875, 0.808, 2.364,
            1.156, 0.920, -0.037, -0.963, 0.409, -1.001, -1.215, 0.158, 0.351, -2.042, -1.300,
            1.031, -0.545, 0.849, 1.435, -0.607, -1.243, 0.380, -0.776,
        ], none: 2.238)
}

enum DateModel {
    static let choice = ChoiceModel(
        weights: [
            1.315, -0.406, -0.350, 1.050, -0.149, -0.650, 0.035, 0.131, -0.182, 0.137, -0.316,
            0.422, 1.139, 1.312, -0.031, 1.532, 0.518,
        ], none: 0.520)
}

enum SupplierModel {
    static let choice = ChoiceModel(
        weights: [
            -0.810, -0.408, -0.083, -1.119, 1.893, -0.001, -2.329, 1.796, -0.666, -1.578,
            -1.626, 0.157, 0.293, -0.976, -0.635, -0.925, 1.463, 1.297, 1.766, -0.702, 0.453,
            0.226, -0.570, -0.863, -0.824, 0.212, 1.590, 0.543, -0.907, -0.254, -0.883, -0.921,
            -1.557, 1.325, 0.617, -0.185,
        ], none: 3.496)
}

/// Where a layout reader marks words. Fitted on 105 receipts of shops that the network which marked
/// them had not learned, in three readings (by hand, by our line reader, by Tesseract); the
/// commands stand in models/layout-reader/README.md.
enum SupplierAddressModel {
    static let choice = ChoiceModel(
        weights: [
            0.023, -0.390, -1.103, 0.410, 0.193, 0.247, -1.720, 0.878, 0.551, 2.957, -0.278,
            -0.825, 0.081, -0.549, -0.641, 0.311, 0.379, 0.468, 1.906, 1.836, 0.558, -1.402,
        ], none: 3.551)
}

/// Without one. An address is all of its lines, so one bad letter in any of them spoils it: a
/// logistic curve over the least sure line and the number of lines, fitted on all receipts.
enum AddressModel {
    static func confidence(_ recognition: Double, lines: Int) -> Double {
        let score = -7.46 + 9.81 * recognition - 0.29 * Double(lines)
        return 1 / (1 + Exponential.exp(-score))
    }
}
