/// A command language of the IOS kind: one syntax, several makers.
public enum IOSDialect: String, Sendable, CaseIterable {
    /// Cisco IOS and IOS-XE.
    case ios
    /// Arista EOS.
    case eos
    /// Ruijie RGOS.
    case rgos

    /// The language of the config.
    var grammar: LineGrammar {
        switch self {
        case .ios: .ios
        case .eos: .eos
        case .rgos: .rgos
        }
    }

    /// How a device is spoken to on its terminal.
    var console: Console {
        var console = Console.ios
        switch self {
        case .ios: break
        case .eos:
            console.preparation = ["terminal length 0", "terminal width 32767", "terminal no monitor"]
            console.lineLimit = 1000
            // The prompt of a session's mode holds its name, and every mode the whole host name.
            console.name = Console.Name(before: "(#>")
        case .rgos:
            console.preparation = ["terminal length 0", "terminal width 256", "terminal no monitor"]
            // Asked at the log-in; a program keeps the password.
            console.answers.append(.init("*change the password*", "n\n"))
        }
        return console
    }
}

extension Console {
    /// A terminal of IOS.
    static let ios = Console(
        prompts: ["*>", "*#"],
        // In configuration mode the prompt has about twenty characters of the host name.
        name: Name(before: "(#>", length: 16),
        questions: [
            "*[confirm]*", "*[yes/no]:*", "*[yes]:*", "*[no]:*", "*[y/n]:*", "*(y/n)*", "*assword:*", "*[*]\\?*",
        ],
        answers: [
            .init("*--More--*", " "),
            // Nothing is saved by the way: a restart has to bring the former config back.
            .init("*Save\\? [yes/no]:*", "no\n"),
        ],
        noise: ["*\\d\\d:\\d\\d:\\d\\d*: %*-\\d-*: *"],
        elevation: Elevation(prompt: "*>", command: "enable", question: "*assword:*"),
        preparation: ["terminal length 0", "terminal width 511", "terminal width 0", "terminal no monitor"],
        leaving: [.init("*(config-s-*)#", "abort"), .init("*(*)#", "end")], lineLimit: 254)
}
