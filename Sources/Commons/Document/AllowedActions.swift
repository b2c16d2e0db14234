import Ledger

/// What may be done with a document now, the main thing first, and why the rest may not.
enum AllowedActions {
    static func of(
        _ document: StoredDocument, isSettled: Bool, isCredited: Bool, isAcknowledged: Bool,
        for role: Role
    ) -> [DocumentDetail.AllowedAction] {
        names(of: document.kind).map { name in
            let reason =
                action(name).roles.contains(role)
                ? refusal(of: name, document, isSettled, isCredited, isAcknowledged)
                : "Your role may not do this."
            return DocumentDetail.AllowedAction(
                name: name, isAllowed: reason == nil, reason: reason)
        }
    }

    private static func names(of kind: DocumentKind) -> [String] {
        switch kind {
        case .invoice: ["issue", "pay", "acknowledge", "credit", "update", "delete", "void"]
        case .bill: ["approve", "pay", "update", "delete", "void"]
        case .creditNote: ["apply", "void"]
        case .receipt: ["void"]
        case .purchaseOrder: []
        }
    }

    private static func action(_ name: String) -> Action {
        switch name {
        case "update", "delete": .writeDocuments
        case "pay", "apply": .recordPayments
        default: .issueDocuments
        }
    }

    private static func refusal(
        of name: String, _ document: StoredDocument, _ isSettled: Bool, _ isCredited: Bool,
        _ isAcknowledged: Bool
    ) -> String? {
        switch (name, document.settlement.life) {
        case ("issue", .draft), ("approve", .draft), ("update", .draft), ("delete", .draft): nil
        case (_, .draft): "It is a draft; issue it first."
        case (_, .void): "It is void."
        case ("issue", .issued), ("approve", .issued), ("update", .issued), ("delete", .issued):
            "It has been issued; void it or make a credit note."
        case ("pay", .issued), ("apply", .issued):
            document.open.isZero ? "Nothing is open on it." : nil
        case ("acknowledge", .issued):
            isAcknowledged
                ? "The buyer has acknowledged it."
                : document.open.isZero ? "Nothing is open on it." : nil
        case ("void", .issued) where isCredited:
            "Credit notes take it back; void them first."
        case ("void", .issued) where document.kind == .creditNote:
            isSettled ? "It settles something or was paid back; release that first." : nil
        case ("void", .issued):
            isSettled ? "Payments settle it; release them first." : nil
        default: nil
        }
    }
}
