/// Coefficients of the choices, fitted by `Benchmarks/receipts/fit.py` on the development receipts
/// (ICDAR 2019 SROIE, CC BY 4.0), each with its words as recognised and as transcribed by hand.
/// The figures in docs/reference/capture.md come from halves that share no shop. The order is that
/// of the evidence's `vector`, then agreement between readings.
enum TotalModel {
    static let choice = ChoiceModel(
        weights: [
            1.332, 0.441, 0.220, -1.331, 1.435, 0.204, 0.579, -0.143, -0.001, 0.822, 2.192,
            1.907, 0.897, -0.504, -1.174, 0.705, -0.869, -0.642, -0.053, -0.199, -2.120, -1.115,
            1.324, 0.356, 0.901, 1.013, -0.750, 0.348, -0.851,
        ], none: 3.499)
}

enum DateModel {
    static let choice = ChoiceModel(
        weights: [
            0.615, -0.179, -0.415, 1.291, -0.301, -0.556, 0.054, 0.107, -0.020, -0.138, -0.715,
            0.361, 1.140, 1.584, 0.179, 1.699, 0.023,
        ], none: 0.444)
}

enum SupplierModel {
    static let choice = ChoiceModel(
        weights: [
            -0.691, -0.586, -0.060, -0.852, 1.600, -0.148, -1.650, 1.307, -0.927, -1.631,
            -1.280, 0.158, 0.223, -1.201, -0.371, -1.891, 1.155, 1.390, 2.152, -0.733, 0.047,
            0.341, -1.160, -1.533, -1.150, 0.669, 0.530, 1.088, -3.421, -0.892, 0, 0, 0.796, -0.300,
        ], none: 3.316)
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
