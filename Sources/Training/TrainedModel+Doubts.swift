import Foundation
import Insight

extension TrainedModel {
    /// Loans are never told apart so well by what is known when they are decided.
    static let goodEnough = 0.98

    /// What is odd about the model itself; `warnings` is about its table.
    public var doubts: [String] {
        let area = discrimination.areaUnderCurve
        guard area > Self.goodEnough else { return [] }
        return [
            "an area under the curve of \(String(format: "%.4f", area)) is too good to be true of "
                + "loans: look for columns that were filled when the outcome was known (what was "
                + "paid, balances and days at the end, reasons of closing; two of them together "
                + "can say what neither says alone), for the outcome under another name, and for "
                + "one loan in several rows"
        ]
    }
}
