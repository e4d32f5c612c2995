import TestSupport
import Testing

/// Texts as somebody would write them who wants more than his name in a comment.
struct HostileText {
    var random: SeededGenerator

    private static let pieces = [
        "'", "\"", "\\", "\\\"", "$(reboot)", "`id`", ";", "&&", "|", "\n", "\r", "\r\n", "\0", "\u{202E}", "\u{200F}",
        "[", "]", "{", "}", "[/system reboot]", "\" disabled=yes", "\n/user add name=x group=full\n", "$x", "$", "#",
        "!", "=", ",", "\u{1B}[2J", "é", "漢", "\u{10FF8A}", "⟦push⟧", "⟦seconds⟧", "--", " -- ", "@q", "\\\n",
        "\u{2028}", "\t", "%", "~", "*", "?", "(", ")", "<", ">", "^", "\u{7F}", "\u{85}", " ", "a", "Z9", "yes",
        "; /system reset-configuration", "'; reboot; '", "' -- del-br br0 -- '", "\\22", "\\_", "{{ 7 * 7 }}",
        "{% raw %}", "0x", "10.0.0.1", "*1F", "/", ":", "-", "pita:", "ether2", "on-error={}", "do={/quit}",
    ]

    /// Texts that begin as their place expects and go on as a command would.
    static let crafted = [
        "ether1 disabled=yes", "10.0.0.1 comment=x", "10.0.0.1/24 interface=ether9",
        "ether1\n/user add name=x group=full",
        "1: r2q 1", "lan0 metric 5", "10.0.0.1 dev lan0", "lan0; reboot", "br0 p9 -- del-br br0 -- add-port br0",
        "0x10 r2q 1",
        "1:1 rate 9gbit", "10.0.0.1/24\nip link del dev lan0", "p1\ndel-br br0", "ether2\" comment=\"x",
        "ether3,ether1",
    ]

    /// One text: mostly short, sometimes of 10,000 characters.
    mutating func next() -> String {
        let isLong = Int.random(in: 0..<40, using: &random) == 0
        var text = ""
        let count = Int.random(in: 1...7, using: &random)
        for _ in 0..<count { text += Self.pieces.randomElement(using: &random) ?? "" }
        guard isLong else { return text }
        while text.unicodeScalars.count < 10_000 { text += text.isEmpty ? "a" : text }
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(10_000)))
    }

    /// The text as a scalar of YAML in double quotes.
    static func yaml(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            let digits = String(scalar.value, radix: 16)
            switch scalar.value {
            case 0x22, 0x5C: written += "\\" + String(scalar)
            case 0x20..<0x7F: written += String(scalar)
            case 0..<0x100: written += "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            case 0..<0x10000: written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: written += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
        }
        return written + "\""
    }
}

/// A place of the inventory where a person writes free text that reaches a template.
struct FreeField: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    /// What stands in the file, and the same with `%` where the text goes.
    let old: String
    let new: String

    var testDescription: String { name }

    static let all: [FreeField] =
        ["disdik", "dinkes"].flatMap { segment in
            let file = "Inventory/segments/\(segment).yaml"
            let agency = segment == "disdik" ? "Dinas Pendidikan" : "Dinas Kesehatan"
            let (wan, lan) = segment == "disdik" ? ("ether1", "ether2") : ("wan0", "lan0")
            let number = segment == "disdik" ? 11 : 12
            return [
                FreeField("title", file, "title: Jaringan \(agency)", "title: %"),
                FreeField("agency", file, "agency: \(agency)", "agency: %"),
                FreeField("contact", file, "contact_role: Kepala \(agency)", "contact_role: %"),
                FreeField("wan.interface", file, "wan: {interface: \(wan)", "wan: {interface: %"),
                FreeField("wan.address", file, "address: 10.\(number).255.2/30", "address: %"),
                FreeField("wan.gateway", file, "gateway: 10.\(number).255.1", "gateway: %"),
                FreeField("lan.interface", file, "lan: {interface: \(lan)", "lan: {interface: %"),
                FreeField("lan.address", file, "address: 10.\(number).0.1/24", "address: %"),
                FreeField(
                    "access_ports", file, "    role: switch\n", "    role: switch\n    variables: {access_ports: [%]}\n"
                ),
                FreeField("link", file, "  from: rtr-\(segment):\(wan)", "  from: %"),
                FreeField("variable", file, "path: [", "variables: {note: %}\npath: ["),
            ]
        } + [
            FreeField("model", "Inventory/segments/disdik.yaml", "model: RB4011iGS+", "model: %"),
            FreeField("bridge", "Inventory/platforms.yaml", "bridge: br0", "bridge: %"),
            FreeField("shaping.root", "Inventory/platforms.yaml", "root: \"1:\"", "root: %"),
            FreeField(
                "shaping.default_class", "Inventory/platforms.yaml", "default_class: \"0x10\"", "default_class: %"),
            FreeField("shaping.parent_class", "Inventory/platforms.yaml", "parent_class: \"1:1\"", "parent_class: %"),
            FreeField(
                "shaping.allocation_class", "Inventory/platforms.yaml", "allocation_class: \"1:10\"",
                "allocation_class: %"),
            FreeField(
                "office", "Inventory/pita.yaml", "name: Dinas Komunikasi dan Informatika Kabupaten Contoh", "name: %"),
            FreeField("short name", "Inventory/pita.yaml", "short_name: Diskominfo", "short_name: %"),
            FreeField("city", "Inventory/pita.yaml", "city: Contoh", "city: %"),
            FreeField("contact variable", "Inventory/pita.yaml", "contact: Diskominfo Kabupaten Contoh", "contact: %"),
        ]

    private init(_ name: String, _ file: String, _ old: String, _ new: String) {
        (self.name, self.file, self.old, self.new) = (name, file, old, new)
    }

    /// Whether people read it: nothing but a comment takes it.
    var isProse: Bool {
        ["title", "agency", "contact", "variable", "model", "office", "short name", "city", "contact variable"]
            .contains(name)
    }

    /// The segment whose devices read the field.
    var segments: [String] {
        file.contains("/segments/") ? [String(file.dropFirst(19).dropLast(5))] : ["disdik", "dinkes"]
    }

    /// The office with a text in the field.
    func office(_ office: ExampleOffice, holding text: String) throws -> ExampleOffice {
        try office.replacing(old, with: new.replacing("%", with: HostileText.yaml(text)), in: file)
    }
}
