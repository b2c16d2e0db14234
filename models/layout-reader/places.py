"""What made-up papers are made of: countries, names, goods and words of six languages."""


def country(language, marks, decimals, post, dial, tax_ids, forms, streets, areas, towns, regions, names):
    return {
        "language": language, "marks": marks.split("|"), "decimals": decimals, "post": post, "dial": dial,
        "tax_ids": tax_ids.split("|"), "forms": forms.split("|"), "streets": streets.split("|"),
        "areas": areas.split("|"), "towns": towns.split("|"), "regions": regions.split("|"), "names": names.split("|"),
    }


MALAYSIA = country(
    "ms", "RM|RM|MYR", True, "00000", "0", "GST ID|GST ID NO|GST REG NO|CO. REG NO|SST NO", "Sdn Bhd|SDN. BHD.|S/B|Enterprise|Trading",
    "Jalan|JLN|Lorong|Persiaran|Lebuh", "Taman|TMN|Bandar|Kawasan Perindustrian|Kampung|Seksyen|Pusat Bandar|Desa",
    "Kuala Lumpur|Shah Alam|Petaling Jaya|Johor Bahru|Klang|Ipoh|Kajang|Masai|Seremban|Puchong|Subang Jaya|Cheras|Kepong|Batu Caves|Melaka",
    "Selangor|Johor|Selangor Darul Ehsan|W. Persekutuan|Perak|Pulau Pinang|Wilayah Persekutuan|Negeri Sembilan",
    "Indah|Jaya|Setia|Permai|Maju|Seri|Wangsa|Bukit|Lim Seng|Kah Hin|Ah Kow|Soon Lee|Hock Guan|Delima|Mutiara|Cempaka")
COUNTRIES = [
    MALAYSIA, MALAYSIA, MALAYSIA, MALAYSIA,
    country("en", "S$|SGD|$", True, "SINGAPORE 000000", "65", "GST REG NO|UEN", "Pte Ltd|PTE. LTD.", "Orchard|Bukit|Jalan|Serangoon", "Blk|Industrial Park|Centre",
            "Singapore|Jurong|Tampines", "Singapore", "Lee|Tan|Raffles|Hong"),
    country("en", "KES|KSH|KSh", True, "00000", "254", "PIN|VAT NO|KRA PIN", "Ltd|Limited|Enterprises|Stores", "Moi|Kenyatta|Tom Mboya|Road|Biashara Street",
            "Industrial Area|Estate|Plaza|Shopping Centre|House", "Nairobi|Kisumu|Mombasa|Nakuru|Eldoret|Thika", "Kenya|Nyanza|Coast", "Baraka|Umoja|Kamau|Otieno|Wanjiru|Naivas"),
    country("sw", "TZS|TSh|TSHS", True, "", "255", "TIN|VRN|UIN", "Ltd|Company Ltd|Traders", "Barabara ya|Mtaa wa|Samora", "Kariakoo|Mtaa|Soko la", "Dar es Salaam|Arusha|Mwanza|Dodoma|Mbeya",
            "Tanzania", "Uhuru|Mlimani|Juma|Salama|Kilimanjaro|Azam"),
    country("en", "UGX|USH", False, "", "256", "TIN", "Ltd|Uganda Ltd|SMC Ltd", "Kampala Road|Jinja Road|Plot", "Industrial Area|Arcade|Trading Centre", "Kampala|Entebbe|Jinja|Gulu", "Uganda", "Nakasero|Mukwano|Okello"),
    country("en", "NGN|N", True, "", "234", "TIN|RC", "Ltd|PLC|Nig Ltd|& Sons", "Broad Street|Allen Avenue|Road", "Ikeja|Victoria Island|Estate|Layout", "Lagos|Abuja|Kano|Ibadan|Port Harcourt", "Lagos State|FCT|Rivers State|Nigeria", "Chukwu|Adebayo|Musa|Eko|Okafor"),
    country("en", "GHS|GHC", True, "GA-000-0000", "233", "TIN|VAT REG NO", "Ltd|Ventures|Enterprise", "Oxford Street|Ring Road|Liberation Road", "East Legon|Osu|Market", "Accra|Kumasi|Tema|Takoradi", "Ghana|Greater Accra", "Mensah|Kofi|Ama|Adom"),
    country("en", "R|ZAR", True, "0000", "27", "VAT REG NO|VAT NO", "(Pty) Ltd|CC|PTY LTD", "Main Road|Church Street|Long Street|Voortrekker", "Mall|Centre|Industria|Park", "Cape Town|Durban|Pretoria|Johannesburg|Sandton", "Gauteng|Western Cape|KwaZulu Natal", "Nkosi|Botha|Naidoo|Protea"),
    country("en", "RWF|FRW", False, "", "250", "TIN", "Ltd|Cooperative|SARL", "KN|KG|Avenue", "Nyarugenge|Remera|Kimironko", "Kigali|Huye|Musanze", "Rwanda", "Kamanzi|Inzora|Simba"),
    country("fr", "F CFA|FCFA|XOF", False, "00000", "221", "NINEA|RC|IFU", "SARL|SUARL|SA|& Fils|GIE", "Rue|Avenue|Boulevard|Route de", "Quartier|Zone Industrielle|Cité|Marché", "Dakar|Abidjan|Thies|Cotonou|Bamako|Lome|Bouake", "Senegal|Cote d'Ivoire|Mali|Benin", "Diop|Ndiaye|Kone|Traore|Felix Faure|Sahel"),
    country("fr", "€|EUR", True, "00000", "33", "SIRET|TVA|RCS|N° TVA", "SARL|SAS|SA|EURL|& Cie", "Rue de la|Avenue|Place|Boulevard|Chemin de", "ZA|ZI|Quartier", "Paris|Lyon|Lille|Nantes|Bordeaux|Marseille", "France", "Moulin|Paix|Foch|Dubois|Martin|Fleuve"),
    country("de", "€|EUR", True, "00000", "49", "USt-IdNr.|Steuernummer|St.-Nr.", "GmbH|AG|KG|e.K.|OHG|GmbH & Co. KG", "Hauptstr.|Lindenstrasse|Bahnhofstr.|Am Markt", "Gewerbepark|Industriegebiet", "Berlin|Hamburg|Koln|Dresden|Munchen|Kassel", "Deutschland", "Weber|Schulz|Muller|Nord|Hansa"),
    country("en", "£|GBP", True, "XY0 0ZT", "44", "VAT NO|VAT Reg No|Company No", "Ltd|PLC|LLP|Limited", "High Street|Mill Lane|Church Road|Station Road", "Business Park|Trading Estate|Retail Park", "Leeds|Bristol|London|Cardiff|Glasgow|York", "United Kingdom|Kent|Yorkshire", "Oak|Thistle|Tudor|Smith|Hughes"),
    country("en", "$|USD|US$", True, "XT 00000", "1", "EIN|Store|Tax ID", "Inc.|LLC|Corp.|Co.", "Main St|Broadway|Elm Ave|Oak Blvd|Route", "Suite|Plaza|Mall", "Austin|Denver|Portland|Boise|Newark|Tampa", "TX|CO|OR|NJ|FL|USA", "Johnson|Walker|Liberty|Sunset|Joe's"),
    country("en", "Rs|INR|Rs.", True, "000000", "91", "GSTIN|FSSAI|PAN", "Pvt Ltd|Pvt. Ltd.|& Sons|LLP", "MG Road|Station Road|Cross|Nagar Road", "Nagar|Sector|Phase|Colony|Market", "Mumbai|Pune|Delhi|Chennai|Bengaluru|Kochi", "Maharashtra|Karnataka|Tamil Nadu|Kerala", "Sharma|Patel|Gupta|Sri Krishna|Lakshmi"),
    country("es", "€|EUR|$", True, "00000", "34", "CIF|NIF|RFC|NIT", "S.L.|S.A.|SRL|S.A. de C.V.", "Calle|Avenida|Plaza|Carrera|Paseo", "Colonia|Barrio|Poligono Industrial", "Madrid|Valencia|Sevilla|Bogota|Lima|Puebla", "España|Mexico|Colombia|Peru", "Garcia|Sol|Libertad|Robles|Andina"),
]
FORMS = ["Ltd", "Enterprise", "Trading", "Stores", "& Sons", "Company", "Group", ""]
GIVEN = (
    "Aurora Bella Cedar Delta Eagle Fortune Golden Harmony Iris Jade Kingston Lotus Merit Nova Orient Pearl Quick Royal Sunrise Tiger "
    "Unity Victory Winner Xpress Yong Zenith Happy Family Star Best Super Mega Lucky Green Blue Red Crystal Diamond Grand Prime Fresh "
    "Sunny Ocean River Mountain Valley Garden Home Smart Easy Metro City Central Union Alpha Beta Omega Noble Classic Modern Popular Evergreen "
    "Chen Wong Lim Singh Ali Hassan Maria John Peter Grace Mary Daniel Ruth Amina Fatou Ibrahim Joseph Elena Rosa"
).split()
TRADES = {
    "en": "Hardware|Stationery|Restaurant|Cafe|Electronics|Supermarket|Pharmacy|Bakery|Book Store|Mini Market|Furniture|Printing|Auto Parts|Bakeries|"
          "Photo Studio|Fresh Market|Trading|Food Court|Gift & Toys|Home Deco|Seafood|Petrol Station|Mart|Catering|Lighting|Motor|Optical|Textiles|Agrovet|Supplies".split("|"),
    "ms": "Kedai Papan|Restoran|Pasar Raya|Perniagaan|Perabot|Stationery|Machinery|Hardware|Kopitiam|Kedai Runcit|Syarikat|Elektrik|Farmasi|Restoran Makanan Laut".split("|"),
    "sw": "Duka la|Mgahawa|Vifaa|Wauzaji|Hoteli|Famasi|Soko".split("|"),
    "fr": "Etablissements|Librairie|Boulangerie|Quincaillerie|Pharmacie|Commerce|Transport|Alimentation|Boutique".split("|"),
    "de": "Bürobedarf|Technik|Bäckerei|Apotheke|Baumarkt|Handel|Elektro|Gasthaus|Druckerei".split("|"),
    "es": "Ferreteria|Papeleria|Panaderia|Farmacia|Restaurante|Comercial|Tienda|Supermercado".split("|"),
}
GOODS = (
    "Cement 50 kg|Roofing nails|Exercise book A4|Toner black|Maize flour 2kg|LED bulb 9W|Garden hose 20m|Cooking oil 5L|PAINT WHITE 4L|NASI GORENG|"
    "TEH TARIK|MILK 1L|BREAD|COFFEE O|EGGS 30S|RICE 10KG|SUGAR 1KG|SOAP|A4 PAPER 70GSM|BALL PEN BLUE|TAPE MEASURE|PVC PIPE 1/2|SCREW 1 1/2|Ciment 50 kg|"
    "Cahier A4|Huile 5 l|Saruji|Unga|Kopierpapier|Schrauben 4x40|Papel A4|CHICKEN RICE|FRIED NOODLE|MINERAL WATER 500ML|PLASTIC BAG|BATTERY AA 4S|"
    "SHAMPOO 200ML|DIESEL|UNLEADED 95|AIRTIME|TRANSPORT|Delivery service|LABOUR CHARGE|SERVICE|PARKING|T-SHIRT L|SHOES 42|CABLE TIE|KEY CHAIN|FLOUR|SALT|TUNA 185G"
).split("|")
_EN = "January February March April May June July August September October November December".split()
MONTHS = {
    "en": _EN, "ms": "Januari Februari Mac April Mei Jun Julai Ogos September Oktober November Disember".split(),
    "sw": "Januari Februari Machi Aprili Mei Juni Julai Agosti Septemba Oktoba Novemba Desemba".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}


def said(**words):
    return {what: forms.split("|") for what, forms in words.items()}


_COMMON = dict(
    receipt="TAX INVOICE|RECEIPT|CASH BILL|SIMPLIFIED TAX INVOICE|CASH SALE|OFFICIAL RECEIPT|SALES RECEIPT|CASH", welcome="WELCOME|*** WELCOME ***|WELCOME TO OUR STORE",
    clerk="CASHIER|Cashier|SERVED BY|STAFF|SALESPERSON|COUNTER", change="CHANGE|Change|CHANGE DUE|BALANCE", cash="CASH|Cash|PAID|TENDERED|CASH RECEIVED|VISA|CARD|PAYMENT",
    rounding="ROUNDING|Rounding Adj|ROUNDING ADJUSTMENT|ROUND D", thanks="THANK YOU|THANK YOU, PLEASE COME AGAIN|GOODS SOLD ARE NOT RETURNABLE|Please keep this receipt|HAVE A NICE DAY|E. & O.E.")
LABELLED = {
    "en": said(**_COMMON, number="INVOICE NO|Invoice No.|RECEIPT NO|DOC NO|BILL NO|NO|Receipt #|REF|INV NO|Order No", date="DATE|Date|INVOICE DATE|DATE/TIME|Dated|BILL DATE",
               due="Due date|PAYMENT DUE|Due|Pay by", invoice="INVOICE|TAX INVOICE|Invoice|PROFORMA INVOICE", order="PURCHASE ORDER|Purchase Order|P.O.", to="Bill to|BILL TO:|Customer|SOLD TO|Invoice to|M/S",
               seller="Supplier|VENDOR|To", goods="DESCRIPTION|ITEM|Description|Item|PRODUCT", quantity="QTY|Qty|QUANTITY", price="PRICE|U.PRICE|Unit price|RATE", amount="AMOUNT|Amount|TOTAL|AMT|Total",
               net="SUBTOTAL|Sub Total|SUB-TOTAL|TOTAL EXCL. GST|Net amount|Total Sales (Excl GST)", tax="GST|VAT|TAX|SST|Service Tax|V.A.T.",
               total="TOTAL|Total|GRAND TOTAL|TOTAL AMOUNT|NET TOTAL|AMOUNT DUE|Total Sales (Inclusive GST)|TOTAL INCL. GST|Balance due|NETT TOTAL|ROUNDED TOTAL|TOTAL PAYABLE"),
    "ms": said(**{**_COMMON, "thanks": _COMMON["thanks"] + "|TERIMA KASIH|TERIMA KASIH SILA DATANG LAGI|BARANG YANG DIJUAL TIDAK BOLEH DIKEMBALIKAN"}, number="INVOICE NO|NO RESIT|DOC NO|NO. BIL|INV NO|Receipt#|BILL#",
               date="DATE|TARIKH|Date|INV DATE", due="Due date", invoice="TAX INVOICE|INVOIS", order="PURCHASE ORDER", to="CUSTOMER|KEPADA|M/S|ATTN", seller="VENDOR",
               goods="ITEM|DESCRIPTION|BUTIRAN|KETERANGAN", quantity="QTY|KUANTITI", price="PRICE|HARGA|U/P|S/PRICE", amount="AMOUNT|JUMLAH|AMT (RM)|AMOUNT (RM)|Total RM",
               net="SUBTOTAL|SUB TOTAL|TOTAL (EXCL GST)|JUMLAH KECIL|TOTAL EXCLUDE GST", tax="GST|TOTAL GST|SST|GST 6%|CUKAI",
               total="TOTAL|JUMLAH|TOTAL (INCL GST)|GRAND TOTAL|NET TOTAL|TOTAL RM|TOTAL INCL GST|ROUNDED TOTAL (RM)|JUMLAH BESAR|TOTAL AMT INCL. GST|AMOUNT DUE|TOTAL SALES INCL GST"),
    "sw": said(**{**_COMMON, "thanks": "ASANTE|ASANTE KWA BIASHARA|KARIBU TENA", "cash": "TASLIMU|CASH|MALIPO", "change": "CHENJI|CHANGE"}, number="NAMBA|Namba ya risiti|RISITI NA|Ankara Na.", date="TAREHE|Tarehe",
               due="Lipa kabla ya", invoice="ANKARA", order="ODA YA UNUNUZI|Oda Na.", to="Mteja|MTEJA", seller="Muuzaji", goods="MAELEZO|BIDHAA", quantity="IDADI", price="BEI", amount="KIASI|JUMLA",
               net="JUMLA NDOGO|BILA KODI", tax="VAT|KODI", total="JUMLA|JUMLA KUU|JUMLA YOTE"),
    "fr": said(**{**_COMMON, "receipt": "TICKET|REÇU|TICKET DE CAISSE|FACTURE", "thanks": "MERCI|MERCI DE VOTRE VISITE|A BIENTOT", "cash": "ESPECES|CB|REGLE", "change": "RENDU|MONNAIE", "welcome": "BIENVENUE", "clerk": "CAISSIER|Vendeur"},
               number="N°|Facture N°|TICKET N°|NUMERO", date="DATE|Date|LE|Date de facture", due="Echéance|Date d'échéance|A payer avant", invoice="FACTURE", order="BON DE COMMANDE|Commande N°", to="Client|Facturé à|CLIENT",
               seller="Fournisseur", goods="DESIGNATION|Article|Désignation", quantity="QTE|Quantité", price="PU|Prix unitaire", amount="MONTANT|Montant HT|TOTAL", net="TOTAL HT|Sous-total|MONTANT HT", tax="TVA",
               total="TOTAL|TOTAL TTC|NET A PAYER|MONTANT TTC|A PAYER"),
    "de": said(**{**_COMMON, "receipt": "QUITTUNG|RECHNUNG|KASSENBON", "thanks": "VIELEN DANK|Vielen Dank für Ihren Einkauf", "cash": "BAR|GEGEBEN|EC-KARTE", "change": "RÜCKGELD|ZURÜCK", "welcome": "WILLKOMMEN", "clerk": "Bediener|KASSE"},
               number="Rechnungsnummer|Bon-Nr.|Rechnung Nr.|Beleg", date="DATUM|Datum|Rechnungsdatum", due="Fällig am|Zahlbar bis", invoice="RECHNUNG|Rechnung", order="BESTELLUNG|Bestellnummer", to="Rechnungsempfänger|Kunde|An",
               seller="Lieferant", goods="Bezeichnung|ARTIKEL", quantity="MENGE|Menge", price="PREIS|Einzelpreis", amount="BETRAG|Gesamtpreis|EUR", net="NETTO|Nettobetrag|Zwischensumme", tax="MWST|USt.|MwSt.",
               total="SUMME|GESAMT|Rechnungsbetrag|Gesamtbetrag|ZU ZAHLEN|TOTAL"),
    "es": said(**{**_COMMON, "receipt": "TICKET|FACTURA SIMPLIFICADA|RECIBO", "thanks": "GRACIAS|GRACIAS POR SU VISITA", "cash": "EFECTIVO|TARJETA|ENTREGADO", "change": "CAMBIO", "welcome": "BIENVENIDOS", "clerk": "Cajero|LE ATENDIO"},
               number="Factura N°|TICKET|NUM|Folio", date="FECHA|Fecha", due="Vencimiento|Fecha de vencimiento", invoice="FACTURA", order="ORDEN DE COMPRA|PEDIDO", to="Cliente|CLIENTE|Facturar a", seller="Proveedor",
               goods="DESCRIPCION|Articulo", quantity="CANT|Cantidad", price="PRECIO|P.U.", amount="IMPORTE|TOTAL", net="SUBTOTAL|Base imponible", tax="IVA", total="TOTAL|TOTAL A PAGAR|IMPORTE TOTAL"),
}
