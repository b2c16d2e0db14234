/// Whether a request may be made at all; the amount is checked where it is known.
enum Permission {
    /// - Returns: who acts; `Actor.nobody` for a visitor of what is open to everyone.
    static func check(_ access: Access, _ actor: Actor?) throws(Refusal) -> Actor {
        switch access {
        case .everyone:
            return actor ?? .nobody
        case .signedIn:
            guard let actor else { throw .unauthenticated }
            return actor
        case .action(let action):
            guard let actor else { throw .unauthenticated }
            guard action.roles.contains(actor.role) else {
                throw Refusal(
                    .forbidden, "Your role (\(actor.role.rawValue)) does not hold \(action.name).")
            }
            return actor
        }
    }
}

extension Refusal {
    static var unauthenticated: Refusal {
        Refusal(.unauthenticated, "Sign in, or send a valid access token.")
    }
}

extension Access {
    /// Whether whoever is signed in may ask for it.
    func allows(_ actor: Actor) -> Bool {
        guard case .action(let action) = self else { return true }
        return action.roles.contains(actor.role)
    }

    /// Whether this access lets the actor in.
    /// - Returns: who acts; `Actor.nobody` for a visitor of what is open to everyone.
    public static func check(_ access: Access, _ actor: Actor?) throws(Refusal) -> Actor {
        try Permission.check(access, actor)
    }
}
