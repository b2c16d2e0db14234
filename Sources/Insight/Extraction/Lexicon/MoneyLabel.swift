/// What the words beside an amount call it.
enum MoneyLabel: Int, CaseIterable {
    /// The amount to pay, unmistakably: grand total, amount due, total inclusive of tax.
    case grandTotal
    case total
    case subtotal
    /// What is sold at one rate of tax, a part of the total.
    case rateTotal
    case tax
    case rounding
    case discount
    case service
    case cash
    case change
    /// What had been paid towards it before: a deposit, an advance, a gift card.
    case deposit
    /// Paid beside what the goods cost: a tip, cash that the till hands out.
    case extra
    /// How many articles, not how much money.
    case count
    /// The heading of a table of taxes, whose totals are not the paper's.
    case summary
    /// The number of a firm or of a paper, which is no money.
    case number

    /// Phrases in English, Malay, Swahili, French, German and Spanish, letters and digits only.
    /// Longer phrases win over shorter ones that they contain.
    static let phrases: [(phrase: [UInt8], label: MoneyLabel)] = table.flatMap { label, text in
        text.split(separator: " ").map { (Array($0.utf8), label) }
    }

    /// Words that name an amount only where nothing else stands beside it: a day is due as well.
    static let alone: [(phrase: [UInt8], label: MoneyLabel)] = [
        (Array("DUE".utf8), .total), (Array("PAY".utf8), .cash), (Array("CREDIT".utf8), .cash),
        (Array("AMOUNT".utf8), .total),
    ]

    /// One letter away from a word that means something else: SUMMER, TODAY, ADVANCED.
    static let exact = Phrase.list("SUMME TOPAY ADVANCE NETTO BEZAHLT CAMBIO TARJETA IMPORTE")

    /// Single words for a sum, behind which a rate says of what.
    static let sums = Phrase.list("TOTAL TTL JUMLAH JUMLA SUMME")

    /// Names of taxes that stand behind their rate.
    static let taxes = Phrase.list("GST VAT TAX TAXES SST TVA MWST IVA")

    /// Whether a word says more of a sum without making it the sum of something else.
    static func qualifies(_ word: [UInt8]) -> Bool {
        qualifiers.contains { known in
            let limit = known.count >= 5 ? 1 : 0
            return EditDistance.between(word[...], known, limit: limit) <= limit
        }
    }

    private static let qualifiers = Phrase.list(
        """
        INCL INCLUSIVE INCLUDING INCLUDES INCLUDED INCLUDE INC EXCL EXCLUDING EXCLUSIVE EXC OF THE \
        WITH AND TO BE FOR GST VAT TAX TAXES SST TVA TTC HT SALES SALE AMOUNT AMT SUM BILL INVOICE \
        ROUNDED ROUNDING AFTER BEFORE ADJ ADJUSTMENT DISCOUNT PAYABLE PAID DUE COLLECTED NET NETT \
        GROSS TOTAL PRICE VALUE CASH MALAYSIA RINGGIT SHILLINGS QTY QUANTITY ITEM ITEMS GROUP
        """)

    private static let table: [(MoneyLabel, String)] = [
        (
            .grandTotal,
            """
            GRANDTOTAL NETTOTAL NETTTOTAL TOTALDUE AMOUNTDUE BALANCEDUE TOTALPAYABLE \
            AMOUNTPAYABLE TOTALAMOUNTPAYABLE TOTALINCL TOTALINCLUSIVE TOTALINCLUDING TOTALINC \
            TOTALSALESINCLUSIVE TOTALSALESINCL TOTALSALESINC TOTALINCLGST TOTALAMOUNTINCL \
            TOTALAMTINCL TOTALAMTINCLGST TOTALROUNDED ROUNDEDTOTAL TOTALAFTERROUNDING \
            TOTALAFTERADJ TOTALAFTERADJINCLGST TOTALSALESINCLGST TOTALSALESINCGST \
            FINALTOTAL TOTALTOPAY INVOICETOTAL TOTALINVOICE TOTALWITHGST TOTALWITHTAX NETPAYABLE \
            NETAMOUNT NETTAMOUNT AMOUNTINCLGST AMOUNTINCLUSIVE TOTALTTC NETAPAYER \
            MONTANTTTC TOTALGENERAL TOTALAPAYER JUMLAKUU JUMLAYOTE KIASICHAKULIPA JUMLAHBESAR \
            JUMLAHBERSIH JUMLAHPERLUDIBAYAR TOTALINCLVAT TOTALVATINCL TOTALINCLUSIVEOFGST \
            TOTALSALESINCLUSIVEOFGST TOTALSALESINCLUSIVEGST NETTOTALINCLGST TOTALNETT TOTALNET \
            NETAMT NETTAMT AMTPAYABLE AMTPAIDINCL AMTPAIDINCLGST AMOUNTPAIDINCL \
            AMOUNTPAIDINCLGST TOTALINCLUDES TOTALINCLUDESGST TOPAY PLEASEPAY AMOUNTTOPAY \
            BALANCETOPAY ZUZAHLEN ENDBETRAG GESAMTBETRAG RECHNUNGSBETRAG TOTALAPAGAR
            """
        ),
        (
            .total,
            """
            TOTAL TOTALAMOUNT TOTALAMT TOTALSALES TOTALSALE TOTALRM TOTALMYR TOTALKES TOTALKSH \
            TOTALPRICE TOTALBILL BILLTOTAL SALETOTAL SALESTOTAL TTL JUMLAH JUMLAHRM JUMLA \
            MONTANTTOTAL MONTANT AMTDUE BILLAMOUNT TOTALVALUE TOTALCOST ORDERTOTAL SUMME \
            GESAMTSUMME GESAMT IMPORTETOTAL TOTALTHISSALE
            """
        ),
        (
            .subtotal,
            """
            SUBTOTAL SUBTTL SUBTOTALRM TOTALEXCL TOTALEXCLUDING TOTALEXCLUSIVE TOTALEXC \
            TOTALSALESEXCLUDING TOTALSALESEXCL TOTALSALESEXC TOTALEXCLGST TOTALBEFOREGST \
            TOTALBEFORETAX AMOUNTEXCLGST TOTALHT SOUSTOTAL MONTANTHT JUMLANDOGO NETVALUE \
            TOTALEXCLVAT TOTALWITHOUTGST TOTALAMOUNTEXCL TOTALAMOUNTEXCLUDING TAXABLEAMOUNT \
            SUBTOTALEXCLUDINGGST SUBTOTALEXCLGST SUBTOTALGST TOTALSALESEXCLUDINGGST \
            TOTALEXCLUDINGGST TOTALBEFORE SUBJUMLAH TOTALEXCLUSIVEOFGST TOTALBEFOREDISCOUNT \
            GROSSAMT GROSSAMOUNT AMTPAIDEXCL AMTPAIDEXCLGST AMOUNTPAIDEXCL AMOUNTPAIDEXCLGST \
            TOTALBEFORESAVINGS ZWISCHENSUMME NETTO NETTOBETRAG NETTOSUMME BASEIMPONIBLE
            """
        ),
        (
            .tax,
            """
            GST GSTAMOUNT TOTALGST GSTTOTAL TOTALTAX TAXTOTAL TAXAMOUNT TAX VAT VATAMOUNT \
            TOTALVAT SST SERVICETAX SALESTAX TVA MONTANTTVA CUKAI KODI GST6 GSTAT6 GST0 \
            GSTINCLUDEDINTOTAL GST6INCLUDEDINTOTAL ADDGST GSTPAYABLE TAXAMT TOTALGST6 \
            GSTCHARGES CGST SGST IGST MWST MEHRWERTSTEUER MWSTBETRAG TOTALMWST
            """
        ),
        (
            .rounding,
            """
            ROUNDING ROUNDINGADJ ROUNDINGADJUSTMENT ROUNDADJ ROUNDOFF ROUNDINGAMT RNDG \
            ROUNDINGADJUST PEMBULATAN PELARASANPENGGENAPAN PENGGENAPAN ARRONDI ROUNDED \
            BILLROUNDING TOTALROUNDING ROUNDUP ROUND
            """
        ),
        (
            .discount,
            """
            DISCOUNT DISC TOTALDISCOUNT TOTALDISC SAVINGS YOUSAVED TOTALSAVINGS SAVED REMISE \
            RABAIS PUNGUZO DISKAUN POTONGAN ITEMDISCOUNT BILLDISCOUNT VOUCHER TOTALSAVE
            """
        ),
        (
            .service,
            """
            SERVICECHARGE SVCCHG SERVICECHG SVCCHARGE SERVICECHARGES CAJPERKHIDMATAN SVRCHG SVRTAX \
            SERVICE10 SERVICE5 CATERINGLEVY
            """
        ),
        (
            .cash,
            """
            CASH TENDER TENDERED CASHTENDERED AMOUNTTENDERED PAID AMOUNTPAID CASHPAID PAYMENT \
            CASHRECEIVED RECEIVED AMOUNTRECEIVED TUNAI BAYARAN VISA MASTER MASTERCARD DEBIT \
            CREDITCARD VISACARD ESPECES PAYE TASLIMU PESATASLIMU MPESA CASHRM TOTALPAID \
            TOTALTENDERED TOTALTENDER CASHTEND PAIDAMOUNT TOTALPAYMENT CASHPAYMENT ACCEPTEDTOTAL \
            TOTALCASH TOTALRECEIVED AMEX EWALLET PAIDBY GEGEBEN GEGEBENBAR BAREUR BARZAHLUNG \
            KARTENZAHLUNG GIROCARD ECKARTE EFECTIVO ENTREGADO TARJETA
            """
        ),
        (
            .change,
            """
            CHANGE CHANGEDUE CHANGEAMT CHANGEAMOUNT CASHCHANGE BAKI MONNAIE RENDU MONNAIERENDUE \
            CHENJI CHANGERM BALANCE TOTALCHANGE RUECKGELD RUCKGELD WECHSELGELD CAMBIO
            """
        ),
        (.extra, "TIP TIPS GRATUITY POURBOIRE TRINKGELD PROPINA CASHBACK CASHOUT"),
        (
            .deposit,
            """
            DEPOSIT DEPOSITPAID LESSDEPOSIT DEPOSITRECEIVED ADVANCE ADVANCEPAID ADVANCEPAYMENT \
            LESSADVANCE PREPAID PREPAYMENT DOWNPAYMENT ALREADYPAID PREVIOUSLYPAID PAIDTODATE \
            AMOUNTPAIDTODATE GIFTVOUCHER GIFTCARD STORECREDIT CREDITNOTEUSED ACOMPTE ACOMPTEVERSE \
            DEJAPAYE AVANCEVERSEE ARRHES ANZAHLUNG GELEISTETEANZAHLUNG VORAUSZAHLUNG BEZAHLT \
            MALIPOYAAWALI AMANA KIASIKILICHOLIPWA ANTICIPO ADELANTO PAGOACUENTA
            """
        ),
        (
            .count,
            """
            TOTALQTY TOTALQUANTITY TOTALITEM TOTALITEMS ITEMCOUNT QTY QTYS QUANTITY ITEMS \
            NOOFITEMS TOTALPCS TOTALUNIT NUMBEROFITEMS TOTALPOINTS POINTS TOTALQTYITEMS
            """
        ),
        (
            .summary,
            """
            GSTSUMMARY TAXSUMMARY GSTANALYSIS TAXANALYSIS GSTDETAILS TAXCODE VATSUMMARY \
            GSTSUMMARYAMOUNT SUMMARYGST GSTBREAKDOWN
            """
        ),
        (
            .number,
            """
            GSTID GSTIDNO GSTNO GSTREG GSTREGNO GSTREGISTRATIONNO TAXID VATNO VATREG VATREGNO \
            TAXINVOICE TAXINVOICENO INVOICENO SSTNO SSTID SSTREGNO NOTVA NUMEROTVA
            """
        ),
    ]
}
