/// What the words beside an amount of an invoice call it. An invoice names its sums in many ways
/// (`Rechnungssumme ohne USt`, `Total TTC`, `Net amount`), so the words are weighed one by one.
enum FormMoney: Equatable {
    /// With all taxes, whatever has been paid already.
    case gross
    /// Some total, nothing more said.
    case total
    /// What is still to be paid.
    case due
    /// Before tax.
    case net
    case tax
    case paid
    /// Surcharges and allowances, rates, sums of other things.
    case other

    /// - Parameter words: folded letters and digits of the label's words.
    /// - Returns: nil when the words name no sum.
    static func naming(_ words: [[UInt8]]) -> FormMoney? {
        let words = words.filter { !$0.allSatisfy(Fold.isDigit) }
        guard !words.isEmpty, words.count <= 7 else { return nil }
        let joined = words.flatMap { $0 }
        func has(_ marks: Marks) -> Bool { marks.stand(in: words, joined) }
        if has(.paidMarks) { return .paid }
        if has(.otherMarks) { return .other }
        if has(.netMarks) { return has(.sumMarks) || words.count <= 3 ? .net : nil }
        if has(.grossMarks), has(.sumMarks) || words.count <= 3 { return .gross }
        if has(.dueMarks) { return .due }
        if has(.taxMarks) { return .tax }
        return has(.sumMarks) ? .total : nil
    }

    /// Whether a word says more than that something is summed up: `Total jackpot`.
    static func isOther(_ word: [UInt8]) -> Bool {
        let known: [Marks] = [
            .sumMarks, .grossMarks, .netMarks, .dueMarks, .taxMarks, .paidMarks,
        ]
        return word.count >= 3 && !word.allSatisfy(Fold.isDigit) && !MoneyLabel.qualifies(word)
            && !known.contains { $0.stand(in: [word], word) }
    }

    /// Words, and parts of words, that speak for one meaning.
    struct Marks {
        private let whole: [[UInt8]]
        private let starts: [[UInt8]]
        private let ends: [[UInt8]]
        private let joined: [[UInt8]]

        init(_ whole: String, starts: String = "", ends: String = "", joined: String = "") {
            self.whole = Phrase.list(whole)
            self.starts = Phrase.list(starts)
            self.ends = Phrase.list(ends)
            self.joined = Phrase.list(joined)
        }

        func stand(in words: [[UInt8]], _ all: [UInt8]) -> Bool {
            words.contains { word in
                whole.contains { near(word, $0) } || starts.contains { word.starts(with: $0) }
                    || ends.contains { word.count >= $0.count && near(word.suffix($0.count), $0) }
            } || joined.contains { Phrase.contains(all, $0) }
        }

        private func near(_ word: some Collection<UInt8>, _ known: [UInt8]) -> Bool {
            let limit = known.count >= 7 ? 1 : 0
            return EditDistance.between(Array(word)[...], known, limit: limit) <= limit
        }

        static let paidMarks = Marks(
            "PAID PREPAID ANZAHLUNG ANZAHLUNGEN BEZAHLT GELEISTET ERHALTENE ACOMPTE ACOMPTES "
                + "DEPOSIT PAYE REGLE VERSE RECEIVED VORAUSZAHLUNG TASLIMU",
            joined: "AMOUNTPAID DEJAPAYE DEJAREGLE BEREITSGEZAHLT")
        static let otherMarks = Marks(
            "SKONTO DISCOUNT REMISE RABAIS CHARGE CHARGES SHIPPING FREIGHT VERSAND VERSANDKOSTEN "
                + "FRACHT PORTO PORT ESCOMPTE QTY QUANTITY MENGE RATE SATZ TAUX CODE KONTO IBAN "
                + "BASISBETRAG STEUERBASISBETRAG BEMESSUNGSGRUNDLAGE UBERTRAG CAPITAL ITEMS "
                + "WEIGHT GEWICHT KARTENZAHLUNG",
            starts: "ZUSCHL ABSCHL RABATT NACHLAS SONDERNACHLAS PUNGUZO", ends: "RABATT NACHLASS")
        static let netMarks = Marks(
            "NET NETTO OHNE EXKL EXKLUSIVE EXCL EXCLUDING EXCLUSIVE EX BEFORE HT HTVA "
                + "ZWISCHENSUMME SUBTOTAL SUBTTL SOUSTOTAL WARENWERT POSITIONSSUMME "
                + "SUMMEPOSITIONEN TAXABLE "
                + "NETTOBETRAG NETTOSUMME NETTOWERT GESAMTNETTO IMPONIBLE SUBJUMLAH JUMLANDOGO",
            starts: "NETTO POSITIONSSUM", ends: "NETTO",
            joined: "SUBTOTAL SOUSTOTAL HORSTAXE HORSTVA JUMLANDOGO TOTALHT MONTANTHT VORSTEUER")
        static let grossMarks = Marks(
            "BRUTTO INKL INKLUSIVE INCL INCLUDING INCLUSIVE TTC TVAC GRAND GROSS ENDBETRAG "
                + "ENDSUMME RECHNUNGSBETRAG RECHNUNGSBEITRAG RECHNUNGSSUMME "
                + "RECHNUNGSENDBETRAG BRUTTOSUMME BRUTTOBETRAG GESAMTBRUTTO JUMLAKUU",
            starts: "BRUTTO", ends: "BRUTTO",
            joined: "GRANDTOTAL INVOICETOTAL TOTALINVOICE TOTALTTC MONTANTTTC JUMLAKUU "
                + "TOTALGENERAL TOTALFACTURE GESAMTBETRAGINKL TOTALINCL")
        static let dueMarks = Marks(
            "DUE PAYABLE PAYER ZAHLBETRAG RESTBETRAG OFFEN OFFENER BALANCE SOLDE FORDERUNG "
                + "UBERWEISUNGSBETRAG ZAHLEN ZAHLENDER LASTSCHRIFTBETRAG",
            joined: "AMOUNTDUE BALANCEDUE TOTALDUE NETAPAYER TOTALAPAYER ZUZAHLEN TOTALPAYABLE "
                + "TOTALTOPAY APAGAR KIASICHAKULIPA")
        static let taxMarks = Marks(
            "VAT TAX TAXES TVA GST SST UST MWST UMSATZSTEUER MEHRWERTSTEUER STEUER STEUERBETRAG "
                + "CGST SGST IGST "
                + "STEUERN VERSICHERUNGSSTEUER VERSICHERUNGSTEUER IVA BTW KODI CUKAI TAXE HST PST",
            starts: "UMSATZSTEUER MEHRWERTSTEUER", ends: "STEUER STEUERBETRAG",
            joined: "SALESTAX TAXAMOUNT VATAMOUNT")
        static let sumMarks = Marks(
            "TOTAL SUM SUMME GESAMT BETRAG AMOUNT MONTANT JUMLA JUMLAH IMPORTE TOTALE TOTAAL "
                + "GESAMTBETRAG GESAMTSUMME GESAMTPREIS ENTGELT",
            starts: "GESAMTBETRAG GESAMTSUMME", ends: "SUMME BETRAG BEITRAG",
            joined: "GRANDTOTAL SUBTOTAL INVOICETOTAL TOTALAMOUNT BILLTOTAL")
    }
}
