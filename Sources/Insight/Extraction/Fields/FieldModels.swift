/// Coefficients of the choices, fitted by `Benchmarks/receipts/fit.py` on half of the development
/// receipts (CC BY 4.0, ICDAR 2019 SROIE) and checked on the other half; the half is chosen by a
/// hash of the file's content. The order is that of the evidence's `vector`.
enum TotalModel {
    static let choice = ChoiceModel(
        weights: [
            3.0, 2.0, -1.0, -3.0, -1.0, -2.0, -2.0, 0.5, 0.5, 0.2, 2.0, 1.0, 0.5, 0.5, -1.0, 1.0,
            0.0, -1.0, 0.3, -0.5, -2.0, -2.0, 1.0, 0.0, 0.2, 0.5, 0.0,
        ], none: 2.0)
}

enum DateModel {
    static let choice = ChoiceModel(
        weights: [
            2.0, 1.0, -2.0, 1.0, -0.2, 0.2, 0.0, -0.5, 0.0, 0.3, 0.5, 1.0, 0.3, 1.0, 0.0,
        ], none: 0.0)
}

enum SupplierModel {
    static let choice = ChoiceModel(
        weights: [
            1.5, 1.0, 0.5, -0.3, 2.0, 0.5, -2.0, 0.7, -3.0, -2.0, -0.5, 0.5, 0.3, -1.0, -0.5, -2.0,
            -1.0, 1.0, 1.0, 0.3, 1.5, 1.0, -1.0, -2.0, -2.0, -0.5,
        ], none: 1.0)
}

/// An address is all of its lines, so one bad letter in any of them spoils it.
enum AddressModel {
    static func confidence(_ recognition: Double, lines: Int) -> Double {
        let score = -3.0 + 5.0 * recognition - 0.15 * Double(lines)
        return 1 / (1 + Exponential.exp(-score))
    }
}
