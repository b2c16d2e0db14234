import Ledger
import Storage
import Wire

/// Where an attempt to sign in comes from, for whoever counts failures and shares out turns.
struct SignInPlace: Sendable {
    /// Whose failures count together.
    let name: String
    /// A device or a network in which the account has signed in before: it counts for itself, so
    /// that neither others at its address nor an attacker from afar shut it out.
    let isKnown: Bool
    private let flows: [String]

    /// How long a network is remembered after its last sign-in.
    static let rememberedSeconds: Int64 = 90 * 86_400

    /// - Parameter user: nil for an account that does not exist, for which the same is looked up.
    init(
        of origin: Origin, account: String, user: ID<User>?, _ secrets: ServerSecrets,
        now: Instant, in snapshot: any Snapshot
    ) throws {
        let network = origin.address
        let hasSignedIn = try Self.hasSignedIn(
            user ?? ID(0), from: network, secrets, now, in: snapshot)
        if let user, KnownDevice.isKnown(origin, to: user, secrets) {
            (name, isKnown) = ("known device", true)
            flows = ["device of \(user.text)"]
        } else {
            (name, isKnown) = (network, hasSignedIn)
            flows =
                hasSignedIn
                ? ["\(network) of \(account)"] : ["network \(network)", "account \(account)"]
        }
    }

    /// A session that proves itself again.
    init(session actor: Actor) {
        name = "session \(actor.device?.text ?? "")"
        isKnown = true
        flows = ["user \(actor.user.text)"]
    }

    /// - Parameter hasMinute: it holds one of the few attempts that its account has left, which a
    ///   crowd must not make worthless.
    func client(hasMinute: Bool = false) -> FairQueue.Client {
        FairQueue.Client(flows: hasMinute ? [] : flows, isKnown: isKnown || hasMinute)
    }

    private static func hasSignedIn(
        _ user: ID<User>, from network: String, _ secrets: ServerSecrets, _ now: Instant,
        in snapshot: any Snapshot
    ) throws -> Bool {
        let found = try snapshot.first(
            "SELECT 1 FROM device WHERE user_id = $1 AND network = $2 AND seen_at > $3 LIMIT 1",
            [
                .id(user), .bytes(mark(network, of: user, secrets)),
                .instant(now.adding(seconds: -rememberedSeconds)),
            ]
        ) { _ in true }
        return found ?? false
    }

    /// What the books keep of a network: nobody reads an address from it, nor that two people
    /// share one.
    static func mark(
        _ network: String, of user: ID<User>, _ secrets: ServerSecrets
    ) -> [UInt8] {
        secrets.mark("network", "\(user.text) \(network)")
    }
}

extension FairQueue.Client {
    /// Somebody who has no account yet.
    static func stranger(at network: String) -> FairQueue.Client {
        FairQueue.Client(flows: ["network \(network)"], isKnown: false)
    }

    /// Who is signed in.
    static func user(_ id: ID<User>) -> FairQueue.Client {
        FairQueue.Client(flows: ["user \(id.text)"], isKnown: true)
    }
}
