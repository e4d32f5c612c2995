import Foundation
import TestSupport

/// annet, another planner of config changes, as a program.
enum Annet {
    private static let program = """
        import json, sys
        from annet import patching, rulebook
        from annet.annlib.netdev.views.hardware import HardwareView
        from annet.hardware import AnnetHardwareProvider, hardware_connector
        from annet.rulebook import DefaultRulebookProvider, rulebook_provider_connector
        from annet.vendors import registry_connector, tabparser
        hardware_connector.set(AnnetHardwareProvider)
        rulebook_provider_connector.set(DefaultRulebookProvider)
        device = HardwareView(sys.argv[1], "")
        rules = rulebook.get_rulebook(device)
        form = registry_connector.get().match(device).make_formatter()
        def plan(old, new):
            old, new = [tabparser.parse_to_tree(text, form.split) for text in (old, new)]
            pre = patching.make_pre(patching.make_diff(old, new, rules, []))
            lines = form.cmd_paths(patching.make_patch(pre=pre, rb=rules, hw=device, add_comments=False))
            return [list(line) if isinstance(line, tuple) else [line] for line in lines]
        print(json.dumps([plan(old, new) for old, new in json.load(sys.stdin)]))
        """

    /// Where `Packaging/install-annet` puts it, else the machine's own.
    private static let python: String = {
        let own = Programs.checkout + "/.build/annet/bin/python3"
        return access(own, X_OK) == 0 ? own : "python3"
    }()

    static let isInstalled = DeviceShell().run("\(python) -c 'import annet'").exitStatus == 0

    /// The lines from one config to another, each with those that lead to its block; a list for each pair.
    static func plans(_ pairs: [(old: String, new: String)], of device: String) -> [[[String]]]? {
        guard let input = try? JSONEncoder().encode(pairs.map { [$0.old, $0.new] }) else { return nil }
        let reply = DeviceShell(environment: ["PROGRAM": program, "DEVICE": device])
            .run("\(python) -c \"$PROGRAM\" \"$DEVICE\"", input: String(decoding: input, as: UTF8.self))
        guard reply.exitStatus == 0 else { return nil }
        return try? JSONDecoder().decode([[[String]]].self, from: Data(reply.output.utf8))
    }

    /// The lines from one config to another.
    static func lines(from old: String, to new: String, of device: String) -> String? {
        plans([(old, new)], of: device)?.first?.map { $0.joined(separator: " ") + "\n" }.joined()
    }
}
