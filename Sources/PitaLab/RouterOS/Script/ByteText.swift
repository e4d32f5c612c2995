/// Text as RouterOS keeps it: a string of bytes. Each scalar U+0000...U+00FF of the `String` stands for one byte.
enum ByteText {
    /// The text of some bytes.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes { text.append(Unicode.Scalar(byte)) }
        return String(text)
    }

    /// The bytes of a text; a scalar beyond one byte becomes its UTF-8.
    static func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value < 256 {
                bytes.append(UInt8(scalar.value))
            } else {
                bytes.append(contentsOf: Array(String(scalar).utf8))
            }
        }
        return bytes
    }

    /// How ordinary UTF-8 text arrives in a device.
    static func received(_ text: String) -> String { self.text(text.utf8) }

    /// Whether a byte separates words.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }

    /// Lower-case letters and digits, hyphens and dots: what property and menu names are made of.
    static func isNameByte(_ byte: UInt8) -> Bool {
        (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte == 45
            || byte == 46 || byte == 95
    }
}
