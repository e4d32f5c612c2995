extension StringProtocol where SubSequence == Substring {
    /// The words between blanks. By bytes, which is several times faster than by characters: a config has many words.
    var words: [Substring] { Substring(self).utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) } }

    /// The words between single blanks, empty ones too: joined by blanks they are the text again.
    var blankSeparated: [Substring] {
        Substring(self).utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { Substring($0) }
    }

    /// The lines, empty ones too.
    var configLines: [Substring] {
        // Where no other byte can end a line, by bytes.
        guard utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0B && $0 != 0x0C && $0 != 0x0D }) else {
            return Substring(self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        return Substring(self).utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0) }
    }
}
