import PitaDiagnostics

/// Text from people in a line of IOS.
enum IOSText {
    /// One word of the language: bare where it is plain, else in double quotes, which stay part of a description.
    ///
    /// There is no way to write a quotation mark, a question mark (help) or a control character as data, and a line of the
    /// terminal has seven bits a character.
    static func quoted(_ text: String) throws(Diagnostics) -> String {
        try RuntimeSlot.refuse(in: text)
        guard !text.isEmpty else {
            throw Diagnostics("an empty text is no word of a command", hint: "leave the line out instead")
        }
        for scalar in text.unicodeScalars
        where !(0x20...0x7E).contains(scalar.value) || "?\"".unicodeScalars.contains(scalar) {
            throw Diagnostics(
                "`\(TerminalText.sanitised(String(scalar)))` can't be sent as text to this device",
                hint: "use letters, digits and signs of ASCII, without `?` and `\"`")
        }
        guard text.utf8.count <= 200 else {
            throw Diagnostics("a text of \(text.utf8.count) characters is too long for a line (at most 200)")
        }
        guard !text.contains(LinePath.separator) else {
            throw Diagnostics("`\(LinePath.separator)` can't stand in a text for this device")
        }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "/", ":", "-", "+", "@", "=", ",": true
            default: false
            }
        }
        return isPlain ? text : "\"\(text)\""
    }
}
