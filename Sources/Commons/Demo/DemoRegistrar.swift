import Ledger
import Storage

/// Founds the demo's organisations and admits its people.
struct DemoRegistrar {
    private struct Newcomer {
        let id: ID<User>
        let name: String
        let email: String
        let key: DemoKeys.Key
        var roles: [String] = []
    }

    private let scribe: DemoScribe
    private let keys: DemoKeys
    private let day: Day
    private var random = DemoRandom(seed: 7)
    private var newcomers: [Newcomer] = []

    init(_ scribe: DemoScribe, _ keys: DemoKeys, on day: Day) {
        self.scribe = scribe
        self.keys = keys
        self.day = day
    }

    var people: [Demo.Person] {
        newcomers.map {
            Demo.Person(
                name: $0.name, email: $0.email, password: $0.key.password, roles: $0.roles)
        }
    }

    mutating func found(
        _ name: String, _ kind: OrganisationKind, country: String, currency: Currency,
        owner: String
    ) throws -> DemoTown.Crew {
        let place = try admit(owner, as: "owner at \(name)")
        let newcomer = newcomers[place]
        let actor = Actor(
            user: newcomer.id, organisation: random.newID(Organisation.self, on: day),
            role: .owner)
        let founding = try Founding(
            Register.NewOrganisation(
                name: name, kind: kind, country: country, baseCurrency: currency),
            policy: .open)
        let work = scribe.work(
            Register.declaration.name, as: actor, on: day, hour: 6, &random)
        _ = try founding.found(
            UserSummary(
                id: newcomer.id, name: owner, email: newcomer.email,
                language: founding.language),
            passwordHash: newcomer.key.hash, in: work)
        let chart = try Chart.read(actor.organisation, in: work.transaction)
        // Kept before the commit, against the rule: these ids follow from the day, so that a demo
        // that is loaded again after a failure has the same accounts.
        KnownCharts.keep(chart, of: actor.organisation)
        let accounts = chart.accounts.values
        return DemoTown.Crew(
            name: name, owner: actor, accountant: actor, clerk: actor,
            accounts: Dictionary(accounts.map { ($0.code, $0.id) }) { first, _ in first },
            currency: currency)
    }

    mutating func add(_ name: String, _ role: Role, to crew: DemoTown.Crew) throws -> Actor {
        let place = try admit(name, as: "\(role.rawValue) at \(crew.name)")
        let newcomer = newcomers[place]
        try scribe.perform(
            AddMember(
                id: newcomer.id, name: name, email: newcomer.email, role: role,
                amountLimit: nil),
            as: crew.owner, on: day, hour: 7, &random)
        try scribe.giveKey(newcomer.key, to: newcomer.id)
        return Actor(user: newcomer.id, organisation: crew.owner.organisation, role: role)
    }

    private mutating func admit(_ name: String, as role: String) throws -> Int {
        if let place = newcomers.firstIndex(where: { $0.name == name }) {
            newcomers[place].roles.append(role)
            return place
        }
        guard let key = keys[name] else {
            throw Refusal(.notFound, "The demo has no password for \(name).")
        }
        let address = name.lowercased().split(separator: " ").joined(separator: ".")
        newcomers.append(
            Newcomer(
                id: random.newID(User.self, on: day), name: name,
                email: "\(address)@demo.example", key: key, roles: [role]))
        return newcomers.count - 1
    }
}
