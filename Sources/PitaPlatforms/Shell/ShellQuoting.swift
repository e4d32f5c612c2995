import PitaDiagnostics

/// One text as one word of a POSIX shell (POSIX.1-2017, Shell Command Language 2.2).
enum ShellQuoting {
    /// The text bare where it is a plain word, else in single quotes.
    ///
    /// A NUL ends an argument of `execve`, so it can't be delivered; the caller refuses it with ``refuseUndeliverable(_:)``.
    static func quoted(_ text: String) -> String {
        guard !isPlain(text) else { return text }
        return "'" + text.replacing("'", with: #"'\''"#) + "'"
    }

    /// Whether no shell changes the word: ASCII letters, digits and `_ . : / + , @ % = -`, not beginning with `-` or `=`.
    static func isPlain(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-"), first != UInt8(ascii: "=") else { return false }
        return text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_.:/+,@%=-".utf8.contains(octet)
            }
        }
    }

    /// Throws for what no command line carries: a NUL, and where `lines` are records also a line break.
    static func refuseUndeliverable(_ text: String, lines: Bool) throws(Diagnostics) {
        for scalar in text.unicodeScalars {
            if scalar.value == 0 { throw Diagnostics("a NUL character can't stand in a command") }
            if lines, scalar == "\n" || scalar == "\r" {
                throw Diagnostics("a line break can't stand in a value: each line is a command of its own")
            }
        }
    }
}

/// What a device command needs to run with the rights that it takes.
enum Privilege {
    /// The command as it is for root; through `sudo -n` for everyone else.
    static func raised(_ command: String, facts: DeviceFacts) -> String {
        facts.other["uid"] == "0" ? command : "sudo -n sh -c " + ShellQuoting.quoted(command)
    }
}
