import Crypto
import Foundation

/// The key by which a host proves who it is.
public typealias HostKey = SSHPublicKey

/// A public key in the form of RFC 4253 section 6.6.
public struct SSHPublicKey: Hashable, Sendable {
    /// The type: `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`.
    public let type: String
    /// The octets, which begin with the type.
    public let blob: [UInt8]

    /// A key from its octets; `nil` when they do not begin with a type.
    public init?(blob: [UInt8]) {
        var reader = SSHWireReader(blob)
        guard let name = reader.string(), !name.isEmpty, name.count <= 64, reader.remaining > 0,
            name.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") })
        else { return nil }
        type = String(decoding: name, as: UTF8.self)
        self.blob = blob
    }

    /// A key from a line of a `.pub` file: type, base64, and a comment that is ignored.
    public init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace)
        guard words.count >= 2, let data = Data(base64Encoded: String(words[1])), let key = Self(blob: Array(data)),
            key.type == words[0]
        else { return nil }
        self = key
    }

    /// The type and the base64 of the octets.
    public var line: String { type + " " + Data(blob).base64EncodedString() }

    /// `SHA256:` and base64 without padding, as OpenSSH prints it.
    public var fingerprint: String {
        let digest = Data(SHA256.hash(data: blob)).base64EncodedString()
        return "SHA256:" + digest.prefix { $0 != "=" }
    }
}

extension SSHPublicKey: CustomStringConvertible {
    /// The type and the fingerprint.
    public var description: String { type + " " + fingerprint }
}
