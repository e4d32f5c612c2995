import Foundation
import PitaDiagnostics

/// Fetches credentials from where references say that they are kept.
public struct CredentialResolver: Sendable {
    private let environment: [String: String]
    private let directory: String
    private let commandTimeout: Duration
    /// The longest credential, in octets.
    static let longest = 64 * 1024

    /// A resolver; relative paths begin at `directory`, the office directory.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment, directory: String,
        commandTimeout: Duration = .seconds(10)
    ) {
        self.environment = environment
        self.directory = directory
        self.commandTimeout = commandTimeout
    }

    /// The secret that a reference points to: the variable's value, the file's text or the command's first line,
    /// without its line end. The agent gives no secret.
    public func secret(for reference: CredentialReference) async throws(CredentialError) -> Secret {
        let place = reference.description
        switch reference.source {
        case .environment(let name): return Secret(try variable(name, place))
        case .file(let path):
            let bytes = try ProtectedFile.read(absolute(path), place: place, limit: Self.longest)
            return Secret(try Self.text(bytes, place))
        case .command(let words):
            let bytes = try await CredentialCommand(words: words, directory: directory, environment: environment)
                .run(timeout: commandTimeout, place: place)
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
            return Secret(try Self.text(Array(line), place))
        case .agent:
            throw CredentialError(
                code: .wrongKind, place: place, detail: "the SSH agent signs with keys; it gives no passwords away")
        }
    }

    /// The path of a private key: the file named, or the path in the variable; only its owner may read it.
    public func keyPath(for reference: CredentialReference) throws(CredentialError) -> String {
        let place = reference.description
        let path: String
        switch reference.source {
        case .environment(let name): path = absolute(try variable(name, place))
        case .file(let written): path = absolute(written)
        case .command, .agent:
            throw CredentialError(code: .wrongKind, place: place, detail: "a private key is a file")
        }
        try ProtectedFile.check(path, place: place)
        return path
    }

    /// A text that is no secret.
    public func text(for reference: TextReference) throws(CredentialError) -> String {
        switch reference {
        case .literal(let text): return text
        case .environment(let name): return try variable(name, "environment \(name)")
        }
    }

    private func variable(_ name: String, _ place: String) throws(CredentialError) -> String {
        guard let value = environment[name], !value.isEmpty else {
            throw CredentialError(code: .missingVariable, place: place, detail: name)
        }
        return value
    }

    private func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        if path.hasPrefix("~/"), let home = environment["HOME"] { return home + path.dropFirst(1) }
        return directory + "/" + path
    }

    private static func text(_ bytes: [UInt8], _ place: String) throws(CredentialError) -> String {
        var octets = bytes[...]
        if octets.last == UInt8(ascii: "\n") { octets.removeLast() }
        if octets.last == UInt8(ascii: "\r") { octets.removeLast() }
        guard !octets.isEmpty, !octets.contains(0), let text = String(validating: octets, as: UTF8.self) else {
            throw CredentialError(
                code: .unusable, place: place, detail: octets.isEmpty ? "nothing is there" : "what is there is no text")
        }
        return text
    }
}
