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

    /// Made by Python's `qrcode`, error correction M: an address on the server of Uganda's
    /// authority, in no form that it prescribes, with another total and day than the receipt's.
    static let forged = PrintedSquares(
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

    /// Made likewise: what a Russian till prints for the receipt's total and day.
    static let fiscal = PrintedSquares(
        text: "t=20260314T1022&s=700.00&fn=8710000101125654&i=99456&fp=1250448795&n=1",
        rows: [
            "1fd4532a7f", "104c96d041", "174438d15d", "1754612f5d", "175f39ba5d",
            "1056fbd841", "1fd555557f", "0017c0e500", "117e1395f9", "0724067aba",
            "0bedaa3aaa", "1e96bbf724", "1440dcc546", "00baa1bab0", "195fe8a33a",
            "0c852ca1ce", "187386854f", "1a0013f236", "03f9593606", "08288ce6ae",
            "0d61fea7cf", "11b8297af2", "1644f5e70e", "0e921093cc", "0e4e1325cf",
            "1d9f46ba3e", "05d2eabf24", "032cfb979f", "1e71dc95ff", "0010a1fb12",
            "1fd1a9255a", "104bbf631f", "17564645ff", "174813ba45", "174599e344",
            "104bcce01e", "1fd27ea61f",
        ],
        side: 37)
}
