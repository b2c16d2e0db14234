import Ledger
import Recognition
import Storage
import Wire

extension Paper {
    /// The routes that carry files: sending a paper and showing its pages.
    public static let files: [FileRoute] = [upload, attach, picture]

    private static let intake = FileIntake(
        mediaTypes: PaperFormat.allCases.map(\.rawValue) + [
            "image/jpg", "text/xml", "application/octet-stream",
        ], excess: .paperTooLarge)

    private static let uploadRefusals: [RefusalCode] = [
        .paperEmpty, .paperTooLarge, .paperTypeUnknown, .paperTypeMismatch, .paperDamaged,
        .paperPixels, .idTaken,
    ]

    private static let upload = FileRoute(
        Declaration(
            "paper.upload", "Send a picture, PDF or e-invoice to be read.",
            .post("/api/papers"), access: .action(.capturePapers), status: 202,
            refusals: uploadRefusals, fields: UploadParameters.fields),
        parameters: UploadParameters.self, takes: intake, reply: Paper.self
    ) { parameters, request, executor in
        try await PaperIntake(executor: executor).receive(
            request, id: parameters.clientID, fileName: parameters.fileName, document: nil,
            command: "paper.upload")
    }

    private static let attach = FileRoute(
        Declaration(
            "paper.attach", "Send the paper of an invoice, to be read and kept with it.",
            .post("/api/invoices/:id/ocr"), access: .action(.capturePapers), status: 202,
            refusals: uploadRefusals + [.documentUnknown],
            fields: UploadParameters.fields.merging(
                ["id": FieldNote("The invoice.")], uniquingKeysWith: { first, _ in first })),
        parameters: AttachParameters.self, takes: intake, reply: Paper.self
    ) { parameters, request, executor in
        try await PaperIntake(executor: executor).receive(
            request, id: parameters.clientID, fileName: parameters.fileName,
            document: parameters.id, command: "paper.attach")
    }

    private static let picture = FileRoute(
        Declaration(
            "paper.picture", "Show a page of a paper, upright and without camera notes.",
            .get("/api/papers/:id/picture"), access: .action(.readPapers),
            refusals: [.paperUnknown, .paperPageUnknown],
            fields: [
                "id": FieldNote("The paper."),
                "page": FieldNote("From 1.", range: 1...10_000),
            ]),
        parameters: PictureParameters.self, gives: ["image/jpeg", "image/png"], reply: Done.self
    ) { parameters, request, executor in
        try await PaperPicture(paper: parameters.id, page: parameters.page ?? 1)
            .reply(to: request, executor)
    }
}

struct UploadParameters: Codable, Sendable {
    let clientID: ID<Paper>?
    let fileName: String?

    static let fields: [String: FieldNote] = [
        "client_id": FieldNote("Made by the client, so that a repeated sending is recognised."),
        "file_name": FieldNote("As the sender's device calls it.", maximumLength: 255),
    ]
}

struct AttachParameters: Codable, Sendable {
    let id: ID<Document>
    let clientID: ID<Paper>?
    let fileName: String?
}

struct PictureParameters: Codable, Sendable {
    let id: ID<Paper>
    let page: Int?
}
