/// Python's ideas of letters, spaces and cases.
enum UnicodeText {
    /// `str.isspace` of one code point.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x1C...0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// Where `str.splitlines` ends a line.
    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x1C...0x1E, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// `str.isalpha` of one code point.
    static func isAlpha(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    static func isDecimal(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    static func isNumeric(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType != nil }

    /// `\w` of Python's regular expressions.
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || isAlpha(scalar) || isNumeric(scalar)
    }

    static func upper(_ text: String) -> String {
        var copy = text
        if let ascii = copy.withUTF8({ asciiMapped($0, from: UInt8(ascii: "a"), to: UInt8(ascii: "z")) }) {
            return ascii
        }
        var result = ""
        for scalar in text.unicodeScalars { result += scalar.properties.uppercaseMapping }
        return result
    }

    static func lower(_ text: String) -> String {
        var copy = text
        if let ascii = copy.withUTF8({ asciiMapped($0, from: UInt8(ascii: "A"), to: UInt8(ascii: "Z")) }) {
            return ascii
        }
        return lower(Array(text.unicodeScalars)[...])
    }

    /// Lower case in context: a sigma at the end of a word has a form of its own.
    static func lower(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var result = ""
        for place in scalars.indices {
            let scalar = scalars[place]
            if scalar == "\u{3A3}" {
                let before = scalars[..<place].last { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
                let after =
                    scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
                result += before && !after ? "\u{3C2}" : "\u{3C3}"
            } else {
                result += scalar.properties.lowercaseMapping
            }
        }
        return result
    }

    /// `str.capitalize`: the first in title case, the rest in lower case.
    static func capitalized(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first else { return "" }
        return first.properties.titlecaseMapping + lower(scalars.dropFirst())
    }

    /// `str.title`.
    static func titled(_ text: String) -> String {
        var result = ""
        var inWord = false
        let scalars = Array(text.unicodeScalars)
        for (place, scalar) in scalars.enumerated() {
            if inWord, scalar == "\u{3A3}" {
                let next = scalars[(place + 1)...].first { !$0.properties.isCaseIgnorable }
                result += next?.properties.isCased == true ? "\u{3C3}" : "\u{3C2}"
            } else {
                result += inWord ? scalar.properties.lowercaseMapping : scalar.properties.titlecaseMapping
            }
            inWord = scalar.properties.isCased
        }
        return result
    }

    static func swapped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar.properties.isUppercase {
                result += scalar.properties.lowercaseMapping
            } else if scalar.properties.isLowercase {
                result += scalar.properties.uppercaseMapping
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func asciiMapped(_ octets: UnsafeBufferPointer<UInt8>, from: UInt8, to: UInt8) -> String? {
        for octet in octets where octet >= 0x80 { return nil }
        return String(unsafeUninitializedCapacity: octets.count) { target in
            for place in 0..<octets.count {
                let octet = octets[place]
                target.initializeElement(at: place, to: octet >= from && octet <= to ? octet ^ 0x20 : octet)
            }
            return octets.count
        }
    }
}

extension String {
    /// Whether each code point is one octet.
    @inline(__always)
    var isASCII: Bool {
        var copy = self
        return copy.withUTF8 { octets in octets.allSatisfy { $0 < 0x80 } }
    }

    /// Python's `len()`: code points.
    var scalarCount: Int {
        var copy = self
        return copy.withUTF8 { octets in octets.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    }

    init(scalars: some Sequence<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }

    /// The text without what `isStripped` says at the given ends.
    func stripped(left: Bool = true, right: Bool = true, _ isStripped: (Unicode.Scalar) -> Bool) -> String {
        let scalars = unicodeScalars
        var (start, end) = (scalars.startIndex, scalars.endIndex)
        if left { while start < end, isStripped(scalars[start]) { start = scalars.index(after: start) } }
        if right {
            while start < end, isStripped(scalars[scalars.index(before: end)]) { end = scalars.index(before: end) }
        }
        return String(scalars[start..<end])
    }

    /// The octets of the first place of `other` from `start` on.
    static func find(_ other: [UInt8], in octets: [UInt8], from start: Int) -> Int? {
        guard other.count <= octets.count, start <= octets.count - other.count else { return nil }
        guard let first = other.first else { return start }
        var place = start
        let last = octets.count - other.count
        while place <= last {
            if octets[place] == first {
                var matched = 1
                while matched < other.count, octets[place + matched] == other[matched] { matched += 1 }
                if matched == other.count { return place }
            }
            place += 1
        }
        return nil
    }
}
