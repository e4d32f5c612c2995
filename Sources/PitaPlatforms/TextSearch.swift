/// Searching in texts by their bytes. The standard library does it by characters, which takes ten times as long, and a change
/// asks it of every line. What is looked for is ASCII, of which no other character has a byte.
extension String {
    /// Whether a text stands in it.
    func contains(_ text: String) -> Bool { utf8.span.place(of: text.utf8.span) != nil }

    /// The text with another in each place of one.
    func replacing(_ old: String, with new: String) -> String {
        let (bytes, wanted) = (utf8.span, old.utf8.span)
        guard !wanted.isEmpty, var place = bytes.place(of: wanted) else { return self }
        var (result, start) = ("", utf8.startIndex)
        var done = 0
        while true {
            let found = utf8.index(start, offsetBy: place - done)
            result += self[start..<found]
            result += new
            done = place + wanted.count
            start = utf8.index(found, offsetBy: wanted.count)
            guard let next = bytes.place(of: wanted, from: done) else { break }
            place = next
        }
        return result + self[start...]
    }

    /// Without spaces, tabs and carriage returns at both ends.
    var trimmed: String { String(self[...].trimmed) }
}

extension Substring {
    /// Whether a text stands in it.
    func contains(_ text: String) -> Bool { utf8.span.place(of: text.utf8.span) != nil }

    /// Without spaces, tabs and carriage returns at both ends.
    var trimmed: Substring {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
        guard let start = utf8.firstIndex(where: { !isBlank($0) }), let end = utf8.lastIndex(where: { !isBlank($0) })
        else { return suffix(0) }
        return self[start..<utf8.index(after: end)]
    }
}

extension Span<UInt8> {
    /// The first place at which other bytes stand; `nil` for none.
    fileprivate func place(of other: Span<UInt8>, from start: Int = 0) -> Int? {
        guard !other.isEmpty else { return start }
        let (first, last) = (other[0], count - other.count)
        var place = start
        while place <= last {
            if self[place] == first {
                var same = 1
                while same < other.count, self[place + same] == other[same] { same += 1 }
                if same == other.count { return place }
            }
            place += 1
        }
        return nil
    }
}
