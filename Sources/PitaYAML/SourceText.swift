import PitaDiagnostics
import Synchronization

/// A file's octets, checked to be readable text, with what is needed to turn octet offsets into lines and columns.
struct SourceText: Sendable {
    let file: String
    let bytes: [UInt8]
    /// The offset at which each line begins; the first is 0.
    let lineStarts: [UInt32]
    /// Whether every character is one octet, so that character counts are octet counts.
    let isASCII: Bool
    /// How many characters begin before every 256th octet, so that a column on a line of any length is found at once;
    /// empty when characters are octets.
    private let characterCounts: [UInt32]
    private static let stride = 256
    private let credentials = Credentials()

    /// Which lines may show a credential, found out when something is wrong with the file for the first time.
    private final class Credentials: Sendable {
        private let lines = Mutex<CredentialLines?>(nil)

        func value(inLine number: Int, of bytes: [UInt8]) -> Substring? {
            lines.withLock { known in
                let lines = known ?? CredentialLines(String(decoding: bytes, as: UTF8.self))
                known = lines
                return lines.value(inLine: number)
            }
        }
    }

    /// Throws when the octets are too many, no UTF-8, or hold characters that mislead a reader.
    init(_ bytes: [UInt8], file: String, limit: Int) throws(Diagnostics) {
        guard bytes.count <= min(limit, Int(UInt32.max) / 2) else {
            throw Diagnostics(
                "the file has \(bytes.count) octets, more than the \(limit) that are read",
                at: SourceMark(file: file, line: 1, column: 1), hint: "split it into several files")
        }
        self.file = file
        self.bytes = bytes
        if let message = Self.foreignEncoding(bytes) {
            throw Diagnostics(
                message, at: SourceMark(file: file, line: 1, column: 1),
                hint: "save it as UTF-8 without a byte order mark")
        }
        var starts: [UInt32] = [0]
        starts.reserveCapacity(bytes.count / 24 + 1)
        let isPlain = bytes.withUnsafeBufferPointer { buffer in
            var isPlain = true
            for (offset, octet) in buffer.enumerated() {
                if octet == 0x0A {
                    starts.append(UInt32(offset + 1))
                } else if octet < 0x20 || octet >= 0x7F {
                    isPlain = isPlain && octet == 0x09
                }
            }
            return isPlain
        }
        lineStarts = starts
        // Columns are counted by scalars, so a file with only tabs beside plain characters needs no second look.
        isASCII = isPlain || !bytes.contains { $0 >= 0x80 }
        characterCounts = isASCII ? [] : Self.characterCounts(bytes)
        if !isPlain { try checkCharacters() }
    }

    private static func foreignEncoding(_ bytes: [UInt8]) -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return "the file begins with a byte order mark" }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return "the file is in UTF-16 or UTF-32, not in UTF-8"
        }
        let head = bytes.prefix(4)
        if head.count >= 2, head.contains(0), head.contains(where: { $0 != 0 }) {
            return "the file is in UTF-16 or UTF-32, not in UTF-8"
        }
        return nil
    }

    private func checkCharacters() throws(Diagnostics) {
        var found = Diagnostics()
        var offset = 0
        while offset < bytes.count, !found.isFull {
            guard let (scalar, width) = UTF8Decoding.scalar(in: bytes, at: offset) else {
                found.append(
                    diagnostic(
                        "octet 0x\(String(bytes[offset], radix: 16, uppercase: true)) is no UTF-8", offset..<offset + 1,
                        hint: "save the file as UTF-8"))
                throw found
            }
            let isLineEnd =
                scalar == "\n" || scalar == "\t"
                || (scalar == "\r" && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A)
            if !isLineEnd, TerminalText.isUnsafe(scalar) {
                found.append(
                    diagnostic(
                        "the character \(Self.code(of: scalar)) cannot be seen and is not allowed",
                        offset..<offset + width, hint: "remove it"))
            }
            offset += width
        }
        try found.throwIfErrors()
    }

    /// A character by its number: `U+001B`.
    static func code(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Line and column of an octet offset.
    func mark(at offset: Int) -> SourceMark {
        let place = max(0, min(offset, bytes.count))
        let line = lineIndex(of: place)
        let start = Int(lineStarts[line])
        let column = isASCII ? place - start : characters(before: place) - characters(before: start)
        return SourceMark(file: file, line: line + 1, column: column + 1, offset: place)
    }

    private static func characterCounts(_ bytes: [UInt8]) -> [UInt32] {
        var counts: [UInt32] = [0]
        counts.reserveCapacity(bytes.count / stride + 1)
        var count: UInt32 = 0
        for (offset, octet) in bytes.enumerated() {
            if octet & 0xC0 != 0x80 { count += 1 }
            if (offset + 1).isMultiple(of: stride) { counts.append(count) }
        }
        return counts
    }

    private func characters(before offset: Int) -> Int {
        let slot = offset / Self.stride
        return Int(characterCounts[slot]) + UTF8Decoding.scalarCount(in: bytes, slot * Self.stride..<offset)
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// What of the line at an octet offset may be a credential; `nil` where the line can be shown.
    func credential(at offset: Int) -> Substring? {
        credentials.value(inLine: lineIndex(of: max(0, min(offset, bytes.count))) + 1, of: bytes)
    }

    /// A diagnostic about a range of octets; the caret covers what of it stands on the first line.
    ///
    /// A line that may show a credential is left out, and what the sentences quote of it is masked.
    func diagnostic(
        _ message: String, _ range: Range<Int>, hint: String? = nil, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        let mark = mark(at: range.lowerBound)
        if let value = credential(at: mark.offset) {
            return Diagnostic(
                CredentialWords.masked(message, quoting: value), at: mark,
                hint: hint.map { CredentialWords.masked($0, quoting: value) }, severity: severity)
        }
        let (line, length) = excerpt(range, mark)
        return Diagnostic(
            message, at: mark, excerpt: Excerpt(line: line, length: length), hint: hint, severity: severity)
    }

    /// A diagnostic about a key, which shows the key and never what stands behind it: of a key that nobody knows, nobody
    /// knows whether its value is a credential.
    func keyDiagnostic(_ message: String, _ range: Range<Int>, hint: String?) -> Diagnostic {
        let mark = mark(at: range.lowerBound)
        let (line, length) = excerpt(range, mark)
        // Other keys and their values stand before one in braces.
        let before = line.unicodeScalars.prefix(mark.column - 1)
        let isAlone = before.allSatisfy { $0 == " " || $0 == "-" }
        let gap =
            isAlone
            ? String(before) : String(("..." + String(repeating: " ", count: before.count)).prefix(before.count))
        let shown = gap + String(line.unicodeScalars.dropFirst(before.count).prefix(length)) + ": ..."
        return Diagnostic(message, at: mark, excerpt: Excerpt(line: shown, length: length), hint: hint)
    }

    /// The line that a range begins in, and how many scalars of it the range covers.
    private func excerpt(_ range: Range<Int>, _ mark: SourceMark) -> (line: String, length: Int) {
        let start = Int(lineStarts[mark.line - 1])
        var end = mark.line < lineStarts.count ? Int(lineStarts[mark.line]) - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        let covered = mark.offset..<max(mark.offset, min(end, range.upperBound))
        return (String(decoding: bytes[start..<end], as: UTF8.self), UTF8Decoding.scalarCount(in: bytes, covered))
    }
}
