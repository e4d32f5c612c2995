import Crypto
import Foundation

/// The first field of a known_hosts line: a hashed name, or names with wildcards and negations.
struct HostPatternList: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        case hashed(salt: [UInt8], digest: [UInt8])
        case patterns([Pattern])
    }

    private struct Pattern: Hashable, Sendable {
        let negated: Bool
        let glob: [UInt8]
    }

    private let form: Form

    init?(_ field: String) {
        if field.hasPrefix("|") {
            let parts = field.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 4, parts[0].isEmpty, parts[1] == "1",
                let salt = Data(base64Encoded: String(parts[2])), let digest = Data(base64Encoded: String(parts[3])),
                salt.count == 20, digest.count == 20
            else { return nil }
            form = .hashed(salt: Array(salt), digest: Array(digest))
            return
        }
        var patterns: [Pattern] = []
        for part in field.split(separator: ",") {
            let negated = part.hasPrefix("!")
            let glob = Array((negated ? part.dropFirst() : part).lowercased().utf8)
            guard !glob.isEmpty else { return nil }
            patterns.append(Pattern(negated: negated, glob: glob))
        }
        guard !patterns.isEmpty else { return nil }
        form = .patterns(patterns)
    }

    func matches(host: String, port: Int) -> Bool {
        let name = Self.name(host: host, port: port)
        switch form {
        case .hashed(let salt, let digest):
            let code = HMAC<Insecure.SHA1>.authenticationCode(
                for: Array(name.utf8), using: SymmetricKey(data: salt))
            return Array(code) == digest
        case .patterns(let patterns):
            let bytes = Array(name.utf8)
            var found = false
            for pattern in patterns where Glob.matches(pattern.glob, bytes) {
                if pattern.negated { return false }
                found = true
            }
            return found
        }
    }

    /// The name under which a host is pinned: bare at port 22, `[name]:port` elsewhere, lower case.
    static func name(host: String, port: Int) -> String {
        port == 22 ? host.lowercased() : "[\(host.lowercased())]:\(port)"
    }
}

/// `*` for any run and `?` for one octet; the rest for itself. Time is at most the product of both lengths.
enum Glob {
    static func matches(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
        var place = 0
        var index = 0
        var star: (place: Int, index: Int)?
        while index < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
                star = (place + 1, index)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") || pattern[place] == text[index] {
                place += 1
                index += 1
            } else if let last = star {
                star = (last.place, last.index + 1)
                place = last.place
                index = last.index + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
