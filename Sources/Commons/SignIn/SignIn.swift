/// The operations of signing in and out.
public enum SignIn {
    public static let all: [AnyOperation] = [
        .procedure(Register.self), .procedure(LogIn.self), .procedure(Refresh.self),
        .procedure(LogOut.self), .procedure(SwitchOrganisation.self), .procedure(Join.self),
        .procedure(RecoverAccount.self),
        .query(ListDevices.self), .command(RevokeDevice.self), .procedure(StartTotp.self),
        .procedure(ConfirmTotp.self), .procedure(RemoveTotp.self),
        .procedure(ChangePassword.self),
    ]

    static let nameNote = FieldNote("Full name", minimumLength: 1, maximumLength: 200)
    static let emailNote = FieldNote(
        "What you sign in with", minimumLength: 3, maximumLength: 254,
        pattern: EmailAddress.pattern)
    static let passwordNote = FieldNote(
        "Your password", minimumLength: 1, maximumLength: 200, isSecret: true)
}

extension RefusalCode {
    public static let wrongCredentials = RefusalCode(
        "wrong_credentials", 401, "E-mail address or password is wrong")
    public static let totpRequired = RefusalCode("totp_required", 401, "A code is needed too")
    public static let totpWrong = RefusalCode("totp_wrong", 401, "The code is wrong or used")
    public static let tooManyAttempts = RefusalCode(
        "too_many_attempts", 429, "Too many failed attempts")
    public static let sessionEnded = RefusalCode("session_ended", 401, "Sign in again")
    public static let emailTaken = RefusalCode(
        "email_taken", 409, "There is an account with this address")
    public static let weakPassword = RefusalCode("weak_password", 422, "The password is too weak")
    public static let registrationClosed = RefusalCode(
        "registration_closed", 403, "This server takes no new organisations")
    public static let noMembership = RefusalCode(
        "no_membership", 403, "You are not a member of an organisation")
    public static let invitationInvalid = RefusalCode(
        "invitation_invalid", 403, "The invitation is used, replaced or too old")
    public static let recoveryInvalid = RefusalCode(
        "recovery_invalid", 403, "The recovery code is used or too old")
    public static let totpExists = RefusalCode("totp_exists", 409, "A second factor is set up")

    public static let countryUnknown = RefusalCode("country_unknown", 422, "No such country")
    public static let timeZoneUnknown = RefusalCode(
        "time_zone_unknown", 422, "No such time zone")

    static let signIn: [RefusalCode] = [
        wrongCredentials, totpRequired, totpWrong, tooManyAttempts, sessionEnded, emailTaken,
        weakPassword, registrationClosed, noMembership, invitationInvalid, recoveryInvalid,
        totpExists, countryUnknown, timeZoneUnknown,
    ]
}
