internal import Foundation
import PitaEvidence

/// A file that travels inside a PDF.
public struct Attachment: Hashable, Sendable {
    /// Its name: letters, digits, `.`, `-` and `_`.
    public var name: String
    /// Its octets.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Turns HTML into PDF with WeasyPrint, run as a child process.
///
/// The page is given on standard input and must carry everything inside: relative URLs lead to an empty directory, and
/// the network is closed to the child by a proxy that is not there.
public struct PDFPrinter: Sendable {
    /// The program.
    public var executable: String
    /// How long a document may take.
    public var timeLimit: Duration
    /// Whether to write PDF/A-3b (ISO 19005-3), for the archive.
    public var isArchival: Bool

    /// The largest PDF that is taken.
    static let maximumBytes = 256 << 20

    /// A printer.
    public init(executable: String = "/usr/bin/weasyprint", timeLimit: Duration = .seconds(60), isArchival: Bool = true)
    {
        self.executable = executable
        self.timeLimit = timeLimit
        self.isArchival = isArchival
    }

    /// The PDF of a page, with files inside.
    public func pdf(html: String, attachments: [Attachment] = []) async throws(DocumentError) -> [UInt8] {
        let directory = try Self.makeDirectory()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var arguments = ["--encoding", "utf-8", "--base-url", "file://\(directory)/"]
        if isArchival { arguments += ["--pdf-variant", "pdf/a-3b"] }
        for attachment in attachments {
            arguments += ["--attachment", try Self.write(attachment, in: directory)]
        }
        let child = ChildProcess(
            executable: executable, arguments: arguments + ["-", "-"],
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": directory, "LANG": "C.UTF-8",
                "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9",
                "ftp_proxy": "http://127.0.0.1:9",
            ])
        let result: ChildOutput
        do throws(EvidenceError) {
            result = try await child.run(
                input: Array(html.utf8), timeLimit: timeLimit, maximumOutput: Self.maximumBytes)
        } catch {
            throw DocumentError(.printer, error.message, hint: "is WeasyPrint installed? `pita doctor` tells")
        }
        guard result.status == 0, result.output.starts(with: "%PDF-".utf8) else {
            throw DocumentError(.printer, "WeasyPrint made no PDF: \(result.firstErrorLine)")
        }
        return result.output
    }

    private static func makeDirectory() throws(DocumentError) -> String {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("pita-print-XXXXXX").path
        var template = Array(place.utf8CString)
        guard let made = mkdtemp(&template) else {
            throw DocumentError(.file, "no work directory could be made: \(String(cString: strerror(errno)))")
        }
        return String(cString: made)
    }

    private static func write(_ attachment: Attachment, in directory: String) throws(DocumentError) -> String {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")
        guard !attachment.name.isEmpty, attachment.name.allSatisfy(allowed.contains),
            attachment.name.first?.isLetter == true
        else { throw DocumentError(.file, "`\(attachment.name)` is no name for an attachment") }
        let path = directory + "/" + attachment.name
        guard FileManager.default.createFile(atPath: path, contents: Data(attachment.bytes)) else {
            throw DocumentError(.file, "the attachment `\(attachment.name)` could not be written")
        }
        return path
    }
}
