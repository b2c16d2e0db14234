/// The codes that every operation shares.
extension RefusalCode {
    /// 400, where the document of the API says what is right; what only the books can know is 422.
    public static let invalidRequest = RefusalCode("invalid_request", 400, "Some fields are wrong")
    public static let malformed = RefusalCode("malformed", 400, "The request cannot be read")
    public static let unauthenticated = RefusalCode("unauthenticated", 401, "Not signed in")
    public static let forbidden = RefusalCode("forbidden", 403, "Not allowed for your role")
    public static let notFound = RefusalCode("not_found", 404, "Not found")
    public static let methodNotAllowed = RefusalCode(
        "method_not_allowed", 405, "This path does not take that method")
    public static let conflict = RefusalCode("conflict", 409, "It exists already or has changed")
    public static let requestInProgress = RefusalCode(
        "request_in_progress", 409, "The same request is still running")
    public static let idempotencyKeyReused = RefusalCode(
        "idempotency_key_reused", 422, "The idempotency key belongs to another request")
    public static let blankReason = RefusalCode("blank_reason", 422, "A reason is needed")
    public static let tooLarge = RefusalCode("too_large", 413, "The body is too large")
    public static let unsupportedMediaType = RefusalCode(
        "unsupported_media_type", 415, "The body has a type that is not taken here")
    public static let crossSite = RefusalCode(
        "cross_site", 403, "The request did not come from the web app")
    public static let overloaded = RefusalCode("overloaded", 503, "Too busy, try again shortly")
    public static let tooManyRequests = RefusalCode(
        "too_many_requests", 429, "Too many requests from this address")
    public static let fault = RefusalCode("fault", 500, "Something failed on our side")
    public static let unavailable = RefusalCode(
        "unavailable", 503, "The server is starting or stopping")

    /// The database or the files, of which the server is only the door.
    public static let storageUnavailable = RefusalCode(
        "storage_unavailable", 503, "The database or the files do not answer now")
    public static let storageFull = RefusalCode("storage_full", 503, "The disk is full")
    public static let outcomeUnknown = RefusalCode(
        "outcome_unknown", 503, "It may have been kept or not: send the same again")

    static let shared: [RefusalCode] = [
        invalidRequest, malformed, unauthenticated, forbidden, notFound, methodNotAllowed,
        conflict, requestInProgress, idempotencyKeyReused, blankReason, tooLarge,
        unsupportedMediaType, crossSite, overloaded, tooManyRequests, fault, unavailable,
        storageUnavailable, storageFull, outcomeUnknown,
    ]

    /// Every code of every noun, each with its entry in `docs/errors.md`.
    public static let all: [RefusalCode] =
        shared + approvals + signIn + members + books + papers + attestations + log + jobs
        + models + scores + notices
        + forecasts + acknowledgements
}
