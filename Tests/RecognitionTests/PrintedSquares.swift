/// A QR code as a printer draws it: dark squares on white.
struct PrintedSquares {
    let text: String
    /// Rows of squares from the top, each a hexadecimal number of `side` bits.
    let rows: [String]
    let side: Int

    /// Places of dark squares, counted from the top left.
    var dark: [(column: Int, row: Int)] {
        rows.enumerated().flatMap { index, row in
            let bits = UInt64(row, radix: 16) ?? 0
            return (0..<side).filter { bits >> UInt64(side - 1 - $0) & 1 == 1 }
                .map { ($0, index) }
        }
    }

    /// Made by Python's `qrcode`, error correction M: what Uganda's authority has printed, with the
    /// amount and day in its address.
    static let fiscal = PrintedSquares(
        text: "https://efris.ura.go.ug/v?invoiceNo=CS-00418&amoun"
            + "t=713.40&date=2026-03-15",
        rows: [
            "1fdcc39d7f", "105c6ad441", "1756f6fb5d", "174c99c85d", "175284c55d",
            "104b71ac41", "1fd555557f", "00011e2d00", "13f3226697", "07855cf79e",
            "014eb3765d", "01839b346f", "16c5a53669", "0605e0bf18", "1c44f78f9d",
            "19ba1326ed", "06522d29e6", "07ae009b24", "13799af365", "1e83327f09",
            "02fa8215f8", "07a6be6796", "15d160a76b", "098e94673d", "177f6863e3",
            "128685fa9c", "1fd72f0647", "123591433c", "155ab94bfe", "00127b0314",
            "1fdf2e7953", "105a106f11", "1756d567f3", "175b037fc9", "1741046b95",
            "104ca966df", "1fd6953761",
        ],
        side: 37)
}
