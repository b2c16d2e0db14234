/// Coefficients of the choices, fitted by `Benchmarks/receipts/fit.py` on half of the development
/// receipts (CC BY 4.0, ICDAR 2019 SROIE) and checked on the other half; the half is chosen by a
/// hash of the file's content. The order is that of the evidence's `vector`.
enum TotalModel {
    static let choice = ChoiceModel(
        weights: [
            1.208, 0.358, 0.204, -1.341, 1.432, 0.209, 0.592, -0.103, -0.050, 0.819, 2.154,
            1.861, 0.885, -0.492, -1.150, 0.783, -0.851, -0.635, -0.076, -0.209, -2.334, -1.091,
            1.338, 0.346, 0.927, 1.049, -0.750, 0.358, -0.842,
        ], none: 3.469)
}

enum DateModel {
    static let choice = ChoiceModel(
        weights: [
            0.616, -0.059, -0.365, 1.376, -0.463, -0.643, 0.051, 0.126, -0.133, 0.035, -0.576,
            0.296, 1.162, 1.480, 0.183, 1.730, 0.007,
        ], none: 0.603)
}

enum SupplierModel {
    static let choice = ChoiceModel(
        weights: [
            -0.495, -0.433, -0.015, -0.721, 1.830, -0.501, -1.422, 1.126, -0.834, -1.565,
            -1.331, 0.196, 0.185, -1.190, -0.103, -3.583, 0.322, 1.987, 3.603, -0.416, 0.380,
            0.377, -1.227, -1.542, -1.352, 0.584, 1.115, -0.223,
        ], none: 4.873)
}

/// An address is all of its lines, so one bad letter in any of them spoils it.
enum AddressModel {
    static func confidence(_ recognition: Double, lines: Int) -> Double {
        let score = -3.0 + 5.0 * recognition - 0.15 * Double(lines)
        return 1 / (1 + Exponential.exp(-score))
    }
}
