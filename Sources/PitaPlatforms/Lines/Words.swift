extension StringProtocol where SubSequence == Substring {
    /// The words between blanks. By bytes, which is several times faster than by characters: a config has many words.
    var words: [Substring] { Substring(self).parts(keepingEmpty: false) }

    /// The words between single blanks, empty ones too: joined by blanks they are the text again.
    var blankSeparated: [Substring] { Substring(self).parts(keepingEmpty: true) }

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

extension Substring {
    /// The parts between blanks.
    fileprivate func parts(keepingEmpty isEmptyKept: Bool) -> [Substring] {
        let blank = UInt8(ascii: " ")
        let bytes = utf8
        var parts: [Substring] = []
        parts.reserveCapacity(8)
        var (start, place) = (bytes.startIndex, bytes.startIndex)
        func add() { if isEmptyKept || start < place { parts.append(Substring(bytes[start..<place])) } }
        while place < bytes.endIndex {
            if bytes[place] == blank {
                add()
                start = bytes.index(after: place)
            }
            bytes.formIndex(after: &place)
        }
        add()
        return parts
    }
}
