/// Headings of the columns in a table of articles.
enum TableLexicon {
    /// What an article line says besides: position, code, unit, tax, discount.
    static let other = FormLexicon(
        (
            1,
            """
            UNIT UNITS UOM EINHEIT UNITE TAX VAT VATRATE TVA UST MWST STEUERSATZ STEUER GST POS \
            POSITION CODE SKU ITEMNO ITEMCODE ARTNR ARTIKELNR REF REFERENCE DISCOUNT DISC REM \
            REMISE RABATT DATE DATUM KODI GTIN EAN LINE PREISEINHEIT
            """
        ))

    static let price = FormLexicon(
        (
            1,
            """
            PRICE UNITPRICE PRICEPERUNIT RATE UNITCOST COST EACH PRIX PRIXUNITAIRE PU PUHT \
            PRIXUNIT EINZELPREIS PREIS NETTOPREIS STUCKPREIS EPREIS BEI BEIYAKIPANDE BEIMOJA \
            PRECIO PRECIOUNITARIO PRECO PRECOUNITARIO PREZZO PRIJS HARGA
            """
        ))

    static let quantity = FormLexicon(
        (
            1,
            """
            QTY QUANTITY QUANTITE QTE MENGE ANZAHL IDADI CANTIDAD QUANTIDADE QUANTITA AANTAL \
            KUANTITI HOURS STUNDEN HEURES
            """
        ))

    static let amount = FormLexicon(
        (
            1,
            """
            AMOUNT TOTAL LINETOTAL MONTANT MONTANTHT PRIXHT PRIXTOTAL TOTALHT BETRAG GESAMT \
            GESAMTPREIS GESAMTBETRAG NETTOBETRAG NETTOWERT SUMME JUMLA KIASI IMPORTE VALOR \
            IMPORTO BEDRAG JUMLAH VALUE NETAMOUNT NET NETTO ENTGELT POSITIONSBETRAG POSITIONS \
            LINEAMOUNT EXTENDED
            """
        ))

    static let description = FormLexicon(
        (
            1,
            """
            DESCRIPTION ITEM ITEMS ITEMDESCRIPTION PRODUCT PRODUCTS ARTICLE ARTICLES DESIGNATION \
            LIBELLE BESCHREIBUNG BEZEICHNUNG ARTIKELBEZEICHNUNG ARTIKELBESCHREIBUNG PRODUKT \
            ARTIKEL LEISTUNG MAELEZO BIDHAA DETAILS PARTICULARS SERVICE SERVICES CONCEPTO \
            DESCRIPCION DESCRICAO DESCRIZIONE OMSCHRIJVING KETERANGAN PERKARA GOODS
            """
        ))

    /// Whether the letters are a heading of some column.
    static func isHeading(_ joined: [UInt8]) -> Bool {
        [other, price, quantity, amount, description].contains { $0.contains(joined) }
    }
}
