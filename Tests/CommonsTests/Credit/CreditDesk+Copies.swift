import Foundation
import Ledger
import Storage
import TestPostgreSQL
import Testing

@testable import Commons

/// Twenty months of trade take some hundred commands: they are kept once on each engine, and every
/// test begins with a copy.
extension CreditDesk {
    private static let folder = NSTemporaryDirectory() + "credit-desk-" + UUID().uuidString

    private static let onSQLite = Task {
        atexit { try? FileManager.default.removeItem(atPath: CreditDesk.folder) }
        return try await made(at: try DatabaseLocation(folder))
    }

    private static let onPostgreSQL = Task {
        try await ThrowawayCluster.shared.get().makeTemplate("credit_desk") {
            try await made(at: $0)
        }
    }

    /// On each engine.
    static func with(_ body: (CreditDesk) async throws -> Void) async throws {
        let inFile = try await onSQLite.value
        let copy = folder + "-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        try await inFile.with(try DatabaseLocation(copy), body)
        let onServer = try await onPostgreSQL.value
        try await ThrowawayCluster.shared.get().withDatabase(startingAs: "credit_desk") {
            try await onServer.with($0, body)
        }
    }

    private static func made(at location: DatabaseLocation) async throws -> CreditDesk {
        var desk: CreditDesk?
        try await Shop.with(location, on: firstDay) {
            desk = try await open(in: try await Shop.open($0, $1, .kes))
        }
        return try #require(desk)
    }

    /// The same people and books in a copy of the database.
    private func with(
        _ location: DatabaseLocation, _ body: (CreditDesk) async throws -> Void
    ) async throws {
        try await Shop.with(location, on: Self.today) { executor, clock in
            let shop = Shop(
                executor: executor, clock: clock, owner: shop.owner, accounts: shop.accounts,
                currency: shop.currency)
            try await body(
                CreditDesk(shop: shop, sacco: sacco, second: second, buyer: buyer))
        }
    }
}
