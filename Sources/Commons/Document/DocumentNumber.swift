import Ledger
import Storage

/// A number of a gap-free series: each kind counts from 1 in each fiscal year. It is given when a
/// document is issued, in the transaction that issues it, so that an undone issue leaves no gap.
struct DocumentNumber {
    let kind: DocumentKind
    let fiscalYear: Int64
    let sequence: Int64

    /// `INV-2026-0007`; more digits where a year has more.
    var text: String {
        let digits = String(sequence)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(kind.series)-\(fiscalYear)-\(padding)\(digits)"
    }

    static func next(
        _ kind: DocumentKind, on day: Day, in work: any Work
    ) throws -> DocumentNumber {
        let year = fiscalYear(of: day)
        let sequence = try work.transaction.first(
            """
            INSERT INTO number_series (organisation_id, kind, fiscal_year, last)
            VALUES ($1, $2, $3, 1)
            ON CONFLICT (organisation_id, kind, fiscal_year)
            DO UPDATE SET last = number_series.last + 1
            RETURNING last
            """, [.id(work.actor.organisation), .text(kind.rawValue), .integer(year)]
        ) { try $0.integer(0) }
        guard let sequence else { throw StorageFault.engine("No number was given.") }
        return DocumentNumber(kind: kind, fiscalYear: year, sequence: sequence)
    }

    /// The calendar year: fiscal years that begin in another month come with period closing.
    static func fiscalYear(of day: Day) -> Int64 { Int64(day.year) }
}

extension DocumentKind {
    var series: String {
        switch self {
        case .invoice: "INV"
        case .bill: "BILL"
        case .purchaseOrder: "PO"
        case .receipt: "RCT"
        case .creditNote: "CN"
        }
    }
}
