import Insight
import Ledger
import Storage
import Wire

/// Makes an account and its organisation, and signs in.
public struct Register: Procedure {
    public let name: String
    public let email: String
    public let password: String
    public let organisation: NewOrganisation

    public struct NewOrganisation: Codable, Sendable {
        public let name: String
        public let kind: OrganisationKind
        public let country: String
        public let baseCurrency: Currency
        public let language: ScoreLanguage?
        public let timeZone: String?

        public init(
            name: String, kind: OrganisationKind, country: String, baseCurrency: Currency,
            language: ScoreLanguage? = nil, timeZone: String? = nil
        ) {
            self.name = name
            self.kind = kind
            self.country = country
            self.baseCurrency = baseCurrency
            self.language = language
            self.timeZone = timeZone
        }
    }

    public static let declaration = Declaration(
        "auth.register", "Make an account with its organisation, and sign in.",
        .post("/api/auth/register"), access: .everyone, status: 201,
        refusals: [
            .emailTaken, .weakPassword, .registrationClosed, .countryUnknown, .timeZoneUnknown,
        ],
        fields: [
            "name": SignIn.nameNote, "email": SignIn.emailNote,
            "password": FieldNote(
                "At least 10 characters", minimumLength: 1, maximumLength: 200, isSecret: true),
            "organisation": FieldNote("The organisation to make"),
            "organisation.name": FieldNote("Its name", minimumLength: 1, maximumLength: 200),
            "organisation.country": FieldNote(
                "ISO 3166-1 code such as KE", minimumLength: 2, maximumLength: 2,
                pattern: "^[A-Za-z]{2}$"),
            "organisation.language": FieldNote("What its people read; English when absent"),
            "organisation.time_zone": FieldNote(
                "IANA name; the country's when absent", minimumLength: 1, maximumLength: 64),
        ])

    public init(name: String, email: String, password: String, organisation: NewOrganisation) {
        self.name = name
        self.email = email
        self.password = password
        self.organisation = organisation
    }

    public func run(in scene: Scene) async throws -> Session {
        let email = try EmailAddress(email, at: "/email")
        try PasswordRule.check(password, email: email.text)
        let founding = try Founding(organisation, policy: scene.parts.registration)
        try await scene.database.read { try founding.checkAllowed(email, in: $0) }
        let hash = try await scene.parts.passwords.hash(
            password, for: .stranger(at: scene.origin.address))
        let ids = scene.executor.ids
        let user = UserSummary(
            id: ids.next(User.self, at: scene.now), name: name, email: email.text,
            language: founding.language)
        let here = ids.next(Organisation.self, at: scene.now)
        let actor = Actor(user: user.id, organisation: here, role: .owner)
        let (origin, secrets) = (scene.origin, scene.parts.secrets)
        let draft = try await scene.transact(Self.declaration.name, as: actor) { work in
            try founding.checkAllowed(email, in: work.transaction)
            let membership = try founding.found(user, passwordHash: hash, in: work)
            let refresh = try DeviceRow.open(
                for: user, membership: membership, origin: origin, secrets: secrets, in: work)
            return SessionDraft(user: user, membership: membership, epoch: 0, refresh: refresh)
        }
        return try await draft.issue(in: scene)
    }
}

/// The rows of a new organisation and its first owner.
struct Founding: Sendable {
    let organisation: Register.NewOrganisation
    let policy: SignInParts.Registration
    let country: String
    let timeZone: String

    var language: String { (organisation.language ?? .english).rawValue }

    init(
        _ organisation: Register.NewOrganisation, policy: SignInParts.Registration
    ) throws(Refusal) {
        let written = organisation.country.uppercased()
        guard let country = Country(code: written)?.code else {
            let isCode = written.utf8.count == 2 && written.utf8.allSatisfy { 0x41...0x5A ~= $0 }
            throw Refusal(
                isCode ? .countryUnknown : .invalidRequest,
                "Write the two letters of the country in ISO 3166-1, such as KE.",
                at: "/organisation/country")
        }
        let zone = organisation.timeZone ?? CountryZone.of(country)
        guard CountryZone.isKnown(zone) else {
            throw Refusal(
                .timeZoneUnknown, "Write a zone such as Africa/Nairobi.",
                at: "/organisation/time_zone")
        }
        self.organisation = organisation
        self.policy = policy
        self.country = country
        timeZone = zone
    }

    func checkAllowed(_ email: EmailAddress, in snapshot: any Snapshot) throws {
        switch policy {
        case .open: break
        case .closed: throw Refusal(.registrationClosed, "Ask its administrator to invite you.")
        case .first:
            let any = try snapshot.first("SELECT 1 FROM organisation LIMIT 1") { _ in true }
            guard any == nil else {
                throw Refusal(.registrationClosed, "Ask its administrator to invite you.")
            }
        }
        let taken = try snapshot.first(
            "SELECT 1 FROM user_account WHERE email = $1", [.text(email.text)]
        ) { _ in true }
        guard taken == nil else {
            throw Refusal(.emailTaken, "Sign in instead.", at: "/email")
        }
    }

    func found(
        _ user: UserSummary, passwordHash: String, in work: LiveWork
    ) throws -> Membership {
        let summary = OrganisationSummary(
            id: work.actor.organisation, name: organisation.name, kind: organisation.kind,
            baseCurrency: organisation.baseCurrency, timeZone: timeZone)
        try work.transaction.execute(
            """
            INSERT INTO organisation (id, name, name_key, kind, country, base_currency, language,
                time_zone, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .id(summary.id), .text(summary.name), .text(PartyName.key(summary.name)),
                .text(summary.kind.rawValue), .text(country), .text(summary.baseCurrency.code),
                .text(language), .text(timeZone), .instant(work.now),
            ])
        try work.transaction.execute(
            """
            INSERT INTO user_account (id, name, email, password_hash, language, created_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .id(user.id), .text(user.name), .text(user.email), .text(passwordHash),
                .text(user.language), .instant(work.now),
            ])
        try work.transaction.execute(
            """
            INSERT INTO membership (user_id, organisation_id, role, created_at, joined_at)
            VALUES ($1, $2, 'owner', $3, $3)
            """, [.id(user.id), .id(summary.id), .instant(work.now)])
        try Chart.open(for: summary.kind, in: work)
        work.record(
            Subject(kind: "organisation", id: summary.id.text),
            after: try WireEncoder.value(summary))
        return Membership(organisation: summary, role: .owner)
    }
}
