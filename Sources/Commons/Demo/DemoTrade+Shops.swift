import Ledger

extension DemoTrade {
    static let all = [njeriFoods, achiengFish, barakaHardware, nakatoUniforms]

    /// Staples for kiosks and schools: steady, with a rush before Christmas and when schools open.
    /// It pays its suppliers late, so that its score has something to say on any day.
    private static let njeriFoods = DemoTrade(
        name: "Njeri Wholesale Foods", owner: "Njeri Kamau", clerk: "Kevin Kamau", country: "KE",
        currency: .kes,
        products: [
            Product(name: "Maize flour 2 kg", price: 21_000, quantities: 10...60, isTaxed: false),
            Product(name: "Sugar 1 kg", price: 16_500, quantities: 10...50),
            Product(name: "Cooking oil 1 l", price: 38_000, quantities: 4...24),
            Product(name: "Pishori rice 5 kg", price: 98_000, quantities: 2...15, isTaxed: false),
            Product(name: "Beans 90 kg bag", price: 1_150_000, quantities: 1...2, isTaxed: false),
            Product(name: "Bar soap carton", price: 185_000, quantities: 1...6),
        ],
        buyers: [
            Buyer(name: "Mama Wambui Kiosk", phone: "+254700000101", terms: 7, usualDelay: 2,
                spread: 3),
            Buyer(name: "Otieno General Store", phone: "+254700000102", terms: 14, usualDelay: 9,
                spread: 5),
            Buyer(name: "Gikomba Mini Mart", phone: "+254700000103", terms: 14, usualDelay: 4,
                spread: 4),
            Buyer(name: "St Agnes Primary School", phone: "+254700000104", terms: 30,
                usualDelay: 21, spread: 10, usesBank: true),
            Buyer(name: "Hotel Savannah", phone: "+254700000105", terms: 30, usualDelay: 12,
                spread: 7, usesBank: true),
            Buyer(name: "Kariuki Retailers", phone: "+254700000106", terms: 7, usualDelay: -1,
                spread: 2),
            Buyer(name: "Eastleigh Bakers", phone: "+254700000107", terms: 21, usualDelay: 6,
                spread: 6),
        ],
        suppliers: [
            Supplier(name: "Unga Millers", item: "Maize flour, bale", price: 236_000,
                quantities: 22...46, everyDays: 10),
            Supplier(name: "Mumias Sugar Depot", item: "Sugar 50 kg bag", price: 690_000,
                quantities: 7...14, everyDays: 14),
            Supplier(name: "Kapa Oil Refineries", item: "Cooking oil, carton", price: 395_000,
                quantities: 9...17, everyDays: 14),
            Supplier(name: "Mwea Rice Growers", item: "Pishori rice 50 kg", price: 830_000,
                quantities: 5...9, everyDays: 21),
        ],
        season: [115, 90, 95, 100, 120, 95, 90, 95, 115, 95, 105, 150], pace: 180,
        capital: 90_000_000, rent: 3_500_000, wages: 9_500_000, petty: 30_000...450_000,
        paysLate: 3)

    /// Fish for restaurants: few fish in April, when they breed; Easter and Christmas sell.
    private static let achiengFish = DemoTrade(
        name: "Achieng Fresh Fish", owner: "Achieng Odhiambo", clerk: "Collins Odhiambo",
        country: "KE", currency: .kes,
        products: [
            Product(name: "Tilapia, kg", price: 48_000, quantities: 10...60, isTaxed: false),
            Product(name: "Nile perch fillet, kg", price: 72_000, quantities: 8...40,
                isTaxed: false),
            Product(name: "Omena, 2 kg tin", price: 65_000, quantities: 5...25, isTaxed: false),
            Product(name: "Cool box hire, day", price: 90_000, quantities: 1...3),
        ],
        buyers: [
            Buyer(name: "Lakeside Grill", phone: "+254700000201", terms: 7, usualDelay: 3,
                spread: 3),
            Buyer(name: "Kisumu Yacht Club", phone: "+254700000202", terms: 30, usualDelay: 8,
                spread: 4, usesBank: true),
            Buyer(name: "Mama Pendo Hotel", phone: "+254700000203", terms: 7, usualDelay: 11,
                spread: 8),
            Buyer(name: "Nyanza Girls School", phone: "+254700000204", terms: 30,
                usualDelay: 26, spread: 9, usesBank: true),
            Buyer(name: "Dunga Beach Cafe", phone: "+254700000205", terms: 7, usualDelay: 0,
                spread: 2),
        ],
        suppliers: [
            Supplier(name: "Dunga Beach Fishers", item: "Tilapia, kg", price: 31_000,
                quantities: 180...320, everyDays: 6),
            Supplier(name: "Homa Bay Perch", item: "Nile perch, kg", price: 44_000,
                quantities: 90...160, everyDays: 8),
            Supplier(name: "Kisumu Ice Works", item: "Block ice", price: 15_000,
                quantities: 30...60, everyDays: 7),
        ],
        season: [100, 95, 115, 60, 85, 100, 105, 110, 100, 100, 105, 145], pace: 160,
        capital: 40_000_000, rent: 1_800_000, wages: 5_200_000, petty: 20_000...300_000)

    /// Building goods: walls rise in the dry months and stop in the long rains.
    private static let barakaHardware = DemoTrade(
        name: "Baraka Hardware", owner: "Salim Mwinyi", clerk: "Zainab Mwinyi", country: "KE",
        currency: .kes,
        products: [
            Product(name: "Cement 50 kg", price: 82_000, quantities: 20...150),
            Product(name: "Iron sheet 3 m", price: 135_000, quantities: 5...60),
            Product(name: "Steel bar 12 mm", price: 118_000, quantities: 10...80),
            Product(name: "Paint 20 l", price: 640_000, quantities: 1...6),
            Product(name: "Nails, kg", price: 22_000, quantities: 5...30),
        ],
        buyers: [
            Buyer(name: "Pwani Builders", phone: "+254700000301", terms: 30, usualDelay: 18,
                spread: 9, usesBank: true),
            Buyer(name: "Likoni Contractors", phone: "+254700000302", terms: 30, usualDelay: 34,
                spread: 14, usesBank: true),
            Buyer(name: "Mzee Juma Fundi", phone: "+254700000303", terms: 7, usualDelay: 5,
                spread: 4),
            Buyer(name: "Nyali Estates", phone: "+254700000304", terms: 30, usualDelay: 3,
                spread: 3, usesBank: true),
            Buyer(name: "Diani Beach Resort", phone: "+254700000305", terms: 45, usualDelay: 15,
                spread: 8, usesBank: true),
            Buyer(name: "Kwale County Works", phone: "+254700000306", terms: 30, usualDelay: 52,
                spread: 18, usesBank: true),
        ],
        suppliers: [
            Supplier(name: "Bamburi Cement Depot", item: "Cement 50 kg", price: 61_000,
                quantities: 500...900, everyDays: 9),
            Supplier(name: "Mabati Rolling", item: "Iron sheet 3 m", price: 99_000,
                quantities: 120...260, everyDays: 14),
            Supplier(name: "Devki Steel", item: "Steel bar 12 mm", price: 86_000,
                quantities: 150...320, everyDays: 14),
            Supplier(name: "Crown Paints", item: "Paint 20 l", price: 470_000,
                quantities: 15...30, everyDays: 28),
        ],
        season: [125, 120, 100, 65, 60, 85, 105, 115, 115, 105, 80, 95], pace: 120,
        capital: 250_000_000, rent: 6_000_000, wages: 16_000_000, petty: 40_000...600_000)

    /// School uniforms: three openings of term make the year. Uganda's shilling has no cents.
    private static let nakatoUniforms = DemoTrade(
        name: "Nakato Uniforms", owner: "Nakato Ssemwanga", clerk: "Joan Namuli", country: "UG",
        currency: .ugx,
        products: [
            Product(name: "School shirt", price: 25_000, quantities: 10...80),
            Product(name: "School skirt", price: 32_000, quantities: 10...60),
            Product(name: "Sweater", price: 45_000, quantities: 5...50),
            Product(name: "Sports kit", price: 55_000, quantities: 5...40),
        ],
        buyers: [
            Buyer(name: "Kampala Parents School", phone: "+256700000401", terms: 30,
                usualDelay: 10, spread: 6, usesBank: true),
            Buyer(name: "Entebbe Junior Academy", phone: "+256700000402", terms: 30,
                usualDelay: 24, spread: 9, usesBank: true),
            Buyer(name: "Ssebo Outfitters", phone: "+256700000403", terms: 14, usualDelay: 6,
                spread: 5),
            Buyer(name: "Jinja Girls College", phone: "+256700000404", terms: 30,
                usualDelay: 17, spread: 8, usesBank: true),
            Buyer(name: "Owino Market Stall 12", phone: "+256700000405", terms: 7,
                usualDelay: 1, spread: 2),
        ],
        suppliers: [
            Supplier(name: "Nytil Textiles", item: "Cotton cloth, roll", price: 680_000,
                quantities: 14...30, everyDays: 12),
            Supplier(name: "Kikuubo Haberdashers", item: "Buttons and thread, box",
                price: 95_000, quantities: 6...14, everyDays: 20),
        ],
        season: [210, 110, 60, 70, 170, 80, 60, 90, 180, 80, 55, 70], pace: 90,
        capital: 45_000_000, rent: 1_500_000, wages: 4_200_000, petty: 8_000...150_000)
}
