import Crypto
import Foundation
import PitaDiagnostics

/// How a host's key stands to its pins.
public enum HostKeyVerdict: Hashable, Sendable {
    /// The key is pinned.
    case matching
    /// Nothing is pinned for the host.
    case unknown
    /// Other keys are pinned for the host, maybe of another type.
    case changed(pinned: [HostKey])
    /// The key is marked `@revoked`.
    case revoked
}

/// The pins of an OpenSSH known_hosts file (sshd(8), "SSH_KNOWN_HOSTS FILE FORMAT").
///
/// Read by a parser of its own: libssh2's stops at the first bad line, calls a new key type unknown in place of
/// changed, and does not know `@revoked`.
public struct KnownHosts: Sendable {
    /// One line that names a key.
    public struct Entry: Hashable, Sendable {
        /// What the line is for.
        public enum Marker: String, Hashable, Sendable {
            /// A pin.
            case none = ""
            /// A key that is refused wherever it shows up.
            case revoked = "@revoked"
        }

        /// What the line is for.
        public let marker: Marker
        /// The patterns, as written.
        public let hosts: String
        /// The key.
        public let key: HostKey
        /// The line in the file, from 1.
        public let line: Int
        let patterns: HostPatternList

        /// Whether the line speaks of a host and port.
        public func covers(host: String, port: Int) -> Bool { patterns.matches(host: host, port: port) }
    }

    /// The entries in the order of the file.
    public private(set) var entries: [Entry] = []
    /// The lines that were passed over, and why.
    public private(set) var warnings: [Diagnostic] = []

    /// No pins.
    public init() {}

    /// Reads a whole file. A bad line is a warning, so that it can't take the pins of other hosts away.
    public static func parse(_ text: String, file: String) -> KnownHosts {
        var result = KnownHosts()
        var offset = 0
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, bytes) in lines.enumerated() {
            let mark = SourceMark(file: file, line: index + 1, column: 1, offset: offset)
            offset += bytes.count + 1
            guard bytes.count <= 65_536 else {
                result.warn("the line is longer than 64 KiB and is ignored", mark)
                continue
            }
            result.read(String(Substring(bytes)), at: mark)
        }
        return result
    }

    private mutating func read(_ line: String, at mark: SourceMark) {
        var words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        guard let first = words.first, !first.hasPrefix("#") else { return }
        var marker = Entry.Marker.none
        if first.hasPrefix("@") {
            guard first == "@revoked" else {
                let known = first == "@cert-authority"
                return warn(known ? "host certificates are not supported" : "unknown marker \(first)", mark)
            }
            marker = .revoked
            words.removeFirst()
        }
        guard words.count >= 3 else { return warn("expected hosts, key type and key", mark) }
        guard let patterns = HostPatternList(String(words[0])) else {
            return warn("the host names are malformed", mark)
        }
        guard let data = Data(base64Encoded: String(words[2])), let key = HostKey(blob: Array(data)) else {
            return warn("the key is malformed", mark)
        }
        guard key.type == words[1] else { return warn("the line says \(words[1]), its key is \(key.type)", mark) }
        entries.append(
            Entry(marker: marker, hosts: String(words[0]), key: key, line: mark.line, patterns: patterns))
    }

    private mutating func warn(_ message: String, _ mark: SourceMark) {
        warnings.append(Diagnostic(message + "; the line is ignored", at: mark, severity: .warning))
    }

    /// The pinned keys of a host.
    public func keys(for host: String, port: Int) -> [HostKey] {
        var keys: [HostKey] = []
        for entry in entries where entry.marker == .none && entry.covers(host: host, port: port) {
            if !keys.contains(entry.key) { keys.append(entry.key) }
        }
        return keys
    }

    /// How a key that a host has shown stands to the pins. Another type than the pinned one is a change.
    public func verdict(for key: HostKey, host: String, port: Int) -> HostKeyVerdict {
        let isRevoked = entries.contains {
            $0.marker == .revoked && $0.key == key && $0.covers(host: host, port: port)
        }
        if isRevoked { return .revoked }
        let pinned = keys(for: host, port: port)
        return pinned.contains(key) ? .matching : pinned.isEmpty ? .unknown : .changed(pinned: pinned)
    }
}
