import Foundation

/// A person's SSH public key as `authorized_keys` and `allowed_signers` write it (RFC 4253 section 6.6, RFC 8709).
public struct SSHPublicKey: Hashable, Sendable, CustomStringConvertible {
    /// `ssh-ed25519`, `ecdsa-sha2-nistp256`, `ssh-rsa`, or a security key's `sk-...@openssh.com`.
    public let algorithm: String
    /// The key in SSH's wire format; its first string is the algorithm.
    public let blob: [UInt8]
    /// What stands behind the key.
    public let comment: String

    /// The algorithms that are taken.
    public static let algorithms = [
        "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    /// Reads a line of a `.pub` file; `nil` when the algorithm is unknown or the key's octets do not fit it.
    public init?(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard line.utf8.count <= 16_384, !line.contains("\n"), parts.count >= 2,
            Self.algorithms.contains(String(parts[0])),
            let data = Data(base64Encoded: String(parts[1]))
        else { return nil }
        algorithm = String(parts[0])
        blob = [UInt8](data)
        comment = parts.count == 3 ? parts[2].trimmingCharacters(in: .whitespaces) : ""
        guard let fields = Self.fields(blob), fields.count >= 2, fields[0].elementsEqual(algorithm.utf8) else {
            return nil
        }
        switch algorithm {
        case "ssh-ed25519": guard fields.count == 2, fields[1].count == 32 else { return nil }
        case "ssh-rsa": guard fields.count == 3, fields[2].count >= 256 else { return nil }
        default: guard fields.count >= 3 else { return nil }
        }
    }

    /// The strings of the wire format, each behind its length in four octets.
    private static func fields(_ blob: [UInt8]) -> [ArraySlice<UInt8>]? {
        var fields: [ArraySlice<UInt8>] = []
        var place = 0
        while place < blob.count {
            guard blob.count - place >= 4 else { return nil }
            let length = blob[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= blob.count - place - 4 else { return nil }
            fields.append(blob[(place + 4)..<(place + 4 + length)])
            place += 4 + length
        }
        return fields
    }

    /// `ssh-ed25519 AAAA... comment`.
    public var line: String {
        let base = "\(algorithm) \(Data(blob).base64EncodedString())"
        return comment.isEmpty ? base : "\(base) \(comment)"
    }

    /// The line.
    public var description: String { line }
}
