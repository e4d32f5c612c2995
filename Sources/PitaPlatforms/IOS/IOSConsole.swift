extension IOSDialect {
    /// How a device is spoken to on its terminal.
    var console: Console { Self.consoles[self] ?? .ios }

    private static let consoles = Dictionary(uniqueKeysWithValues: allCases.map { ($0, console(of: $0)) })

    private static func console(of dialect: IOSDialect) -> Console {
        var console = Console.ios
        switch dialect {
        case .ios: break
        case .eos:
            console.preparation = ["terminal length 0", "terminal width 32767", "terminal no monitor"]
            console.lineLimit = 1000
            // The prompt of a session's mode holds its name, and every mode the whole host name.
            console.name = Console.Name(before: "(#>")
            console.entries.append(.init("configure session \\T", "*(config-s-*)#"))
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
    fileprivate static let ios = Console(
        prompts: ["*>", "*#"],
        // In configuration mode the prompt has about twenty characters of the host name.
        name: Name(before: "(#>", length: 16),
        questions: [
            "*[confirm]*", "*[yes/no]:*", "*[yes]:*", "*[no]:*", "*[y/n]:*", "*(y/n)*", "*assword:*", "*[*]\\?*",
            "*[yes/no]*", "*[y/n]*", "*(yes/no)*", "*]:",
        ],
        answers: [
            .init("*--More--*", " "),
            // Nothing is saved by the way: a restart has to bring the former config back.
            .init("*save\\? [yes/no]:*", "no\n"),
            .init(to: "no username *", "*all username*[confirm]*", "\n"),
            // What uses a rule goes with it; without a yes the rule stays.
            .init(to: "no ip nat *", "*mapping in use*delete all entries*", "yes\n"),
        ],
        messages: IOSMessages.table, elevation: Elevation(prompts: ["*>"], command: "enable", question: "*assword:*"),
        preparation: ["terminal length 0", "terminal width 511", "terminal width 0", "terminal no monitor"],
        entries: [
            .init("configure terminal*", "*(config)#"),
            // Each of these opens a block; if it did not, its lines would be said to another one, or to all of the device.
            .init("interface *", "*(config-*)#"), .init("router \\T *", "*(config-*)#"),
            .init("vlan \\#", "*(config-*)#"), .init("line *", "*(config-*)#"), .init("class-map *", "*(config-*)#"),
            .init("policy-map *", "*(config-*)#"), .init("route-map *", "*(config-*)#"),
            .init("ip access-list standard *", "*(config-*)#"), .init("ip access-list extended *", "*(config-*)#"),
            .init("vrf definition *", "*(config-*)#"),
        ],
        leaving: [.init("*(config-s-*)#", "abort"), .init("*(*)#", "end")], lineLimit: 254)
}
