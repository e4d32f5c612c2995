import PitaDiagnostics

/// The text of a config that a collector or an editor kept: in UTF-8, or in UTF-16 where its first bytes say so. What is
/// neither is read as Latin-1, where a platform does not tell bytes apart that are no text.
enum CollectedText {
    /// The text without the mark of its encoding.
    ///
    /// - Parameter keepsBytes: whether the platform means other bytes by text that is no UTF-8 (RouterOS): it is refused.
    static func text(_ bytes: [UInt8], path: String, keepsBytes: Bool) throws -> String {
        switch (bytes.first, bytes.dropFirst().first) {
        case (0xFF, 0xFE): return utf16(bytes) { UInt16($1) << 8 | UInt16($0) }
        case (0xFE, 0xFF): return utf16(bytes) { UInt16($0) << 8 | UInt16($1) }
        default: break
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if let text = String(validating: body, as: UTF8.self) { return text }
        guard !keepsBytes else {
            throw OperationError(
                "\(path) is not UTF-8", hint: "convert it: `iconv -f latin1 -t utf-8`")
        }
        return String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) }))
    }

    private static func utf16(_ bytes: [UInt8], _ unit: (UInt8, UInt8) -> UInt16) -> String {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { unit(bytes[$0], bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
}
