internal import Foundation
import PitaDiagnostics
import PitaEvidence
internal import PitaJinja

/// A berita acara for people: HTML, and a PDF that carries the record and its signature inside.
public struct BeritaAcaraDocument: Sendable {
    /// The record.
    public let record: BeritaAcara
    private let sealed: SealedRecord
    private let letterhead: Letterhead

    /// The name of the record inside the PDF.
    public static let recordName = "berita-acara.json"
    /// The name of the office's signature inside the PDF.
    public static let signatureName = "berita-acara.json.sig"

    /// The document of a sealed record.
    public init(_ sealed: SealedRecord, letterhead: Letterhead) throws(DocumentError) {
        self.sealed = sealed
        self.letterhead = letterhead
        do throws(EvidenceError) {
            record = try sealed.beritaAcara()
        } catch {
            throw DocumentError(.record, error.message, hint: error.hint)
        }
    }

    /// What the QR code says: number and digest, one a line.
    public var codeText: String {
        "BERITA ACARA \(record.documentNumber)\n\(record.number)\n\(sealed.digest)"
    }

    /// The page, complete in itself: style, pictures and code are inside, and it names no other file.
    public func html() throws(DocumentError) -> String {
        var environment = TemplateEnvironment(
            options: TemplateOptions(trimBlocks: true, lstripBlocks: true, autoescape: true))
        environment.registerGlobal("style", .markup(BeritaAcaraStyle.css))
        let code = try QRCode(Array(codeText.utf8)).svg
        let picture = "data:image/svg+xml;base64,\(Data(code.utf8).base64EncodedString())"
        let logo = letterhead.logo.map { "data:\($0.type.rawValue);base64,\(Data($0.bytes).base64EncodedString())" }
        let view = BeritaAcaraView(record: record, digest: sealed.digest, signature: sealed.signature)
        do throws(Diagnostic) {
            let template = try environment.template(source: BeritaAcaraTemplate.html, name: "berita-acara.html")
            let variables = view.variables(letterhead: letterhead, logo: logo, code: picture)
            return try template.render(try Value(json: variables.canonical))
        } catch {
            throw DocumentError(.template, error.description)
        }
    }

    /// The PDF: the page, the record's canonical JSON and the office's signature over it.
    public func pdf(with printer: PDFPrinter = PDFPrinter()) async throws(DocumentError) -> [UInt8] {
        try await printer.pdf(
            html: try html(),
            attachments: [
                Attachment(name: Self.recordName, bytes: sealed.bytes),
                Attachment(name: Self.signatureName, bytes: Array(sealed.signature.utf8)),
            ])
    }
}
