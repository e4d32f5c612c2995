internal import Foundation

/// Base64 between a `BEGIN` and an `END` line, as OpenSSH writes signatures and private keys.
enum SSHArmour {
    /// The most base64 that is decoded: keys and signatures are a few kilobytes.
    static let maximumLength = 64 << 10

    static func encode(_ bytes: [UInt8], label: String) -> String {
        let base64 = Array(Data(bytes).base64EncodedString().utf8)
        var text = "-----BEGIN \(label)-----\n"
        for start in stride(from: 0, to: base64.count, by: 70) {
            text += String(decoding: base64[start..<min(start + 70, base64.count)], as: UTF8.self) + "\n"
        }
        return text + "-----END \(label)-----\n"
    }

    /// The octets between the two lines; white space around and line ends of either kind are allowed, nothing else is.
    static func decode(_ text: String, label: String) throws(EvidenceError) -> [UInt8] {
        guard text.utf8.count <= maximumLength else {
            throw EvidenceError(.malformed, "the \(label) is larger than \(maximumLength) octets")
        }
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----", lines.last == "-----END \(label)-----" else {
            throw EvidenceError(.malformed, "this does not begin and end as an \(label) does")
        }
        return try bytes(base64: lines.dropFirst().dropLast().joined(), of: label)
    }

    /// The octets of base64 in its one canonical spelling.
    static func bytes(base64: String, of name: String) throws(EvidenceError) -> [UInt8] {
        guard base64.utf8.count <= maximumLength, let data = Data(base64Encoded: base64),
            data.base64EncodedString() == base64
        else { throw EvidenceError(.malformed, "the \(name) is not proper base64") }
        return Array(data)
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}
