import PitaDiagnostics
import PitaNetwork

/// Lines for `vtysh` as commands of a shell.
///
/// `vtysh -c ... -c ...` stops at the first line that is refused and ends with its exit status; from standard input it would
/// go on and end with 0.
struct FRRCommands {
    let facts: DeviceFacts

    /// The commands of a change: one a step, before it one for each address that goes, and after it, where several come, one for
    /// each.
    ///
    /// FRRouting takes an address back that the kernel does not have, as of an interface that is shut down, and says that it
    /// failed. Of two addresses of a subnet that come at once it may lose the route to the subnet.
    func commands(_ steps: [LineStep]) -> [DeviceCommand] {
        steps.flatMap { step -> [DeviceCommand] in
            let lines = Self.ordered(step)
            let gone = lines.filter { $0.hasPrefix("no ip address ") || $0.hasPrefix("no ipv6 address ") }
            let come = lines.filter { $0.hasPrefix("ip address ") }
            // A prefix that is advertised may go with the address that lies in it.
            let advertised = gone.isEmpty ? [] : lines.filter { $0.hasPrefix("no ipv6 nd prefix ") }
            let alone = Set(gone + advertised + (come.count > 1 ? come : []))
            let rest = lines.filter { !alone.contains($0) }
            var commands: [DeviceCommand] = []
            if !advertised.isEmpty { commands.append(command(Self.vtysh(step.path + advertised), step)) }
            commands += gone.map { takenBack($0, step) }
            if !rest.isEmpty || alone.isEmpty { commands.append(command(Self.vtysh(step.path + rest), step)) }
            if come.count > 1 { commands += come.map { command(Self.vtysh(step.path + [$0]), step) } }
            return commands
        }
    }

    /// The commands of a way back: one a line, since any of them may find that its part of the change was not made.
    ///
    /// - Parameter target: the config that it leads to.
    func reverse(_ steps: [LineStep], to target: ConfigTree) -> [DeviceCommand] {
        steps.flatMap { step in
            guard !step.lines.isEmpty else { return [command(Self.vtysh(step.path), step)] }
            return Self.ordered(step).map { line in
                if Self.isToggle(line, of: step.object, in: target) {
                    let stands = line.hasPrefix("no ") ? String(line.dropFirst(3)) : "no \(line)"
                    return command(Self.gone(stands, in: step.path) + " || " + Self.vtysh(step.path + [line]), step)
                }
                return line.hasPrefix("no ")
                    ? takenBack(line, step) : command(Self.vtysh(step.path + [line]), step)
            }
        }
    }

    /// Whether a line takes its opposite back, and says itself where that does not stand: it may be sent only while it does.
    private static func isToggle(_ line: String, of id: ObjectID, in target: ConfigTree) -> Bool {
        let name = line.hasPrefix("no ") ? String(line.dropFirst(3)) : line
        guard target[id]?.properties[name] == nil,
            let found = FRRGrammar.grammar.rule(of: name, value: LineTree.on, in: id)
        else { return false }
        return found.rule.undo == .opposite
    }

    /// Takes a line back; that it was refused is no failure where it does not stand.
    private func takenBack(_ line: String, _ step: LineStep) -> DeviceCommand {
        let said = Self.vtysh(step.path + [line])
        return command(said + " || " + Self.gone(String(line.dropFirst(3)), in: step.path), step)
    }

    /// Sets addresses again that went with another of their subnet, once the kernel has told FRRouting so: before, it would
    /// take them for set.
    func setAgain(_ addresses: [String], on interface: ObjectID) -> [DeviceCommand] {
        addresses.map { address in
            let said = Self.vtysh(["interface \(interface.key)", address])
            return DeviceCommand(Privilege.raised("sleep 1; \(said)", facts: facts), object: interface)
        }
    }

    private func command(_ text: String, _ step: LineStep) -> DeviceCommand {
        DeviceCommand(Privilege.raised(text, facts: facts), object: step.object, mark: step.mark)
    }

    private static func vtysh(_ lines: [String]) -> String {
        let said = ["configure terminal"] + lines.map { $0.trimmed }
        return "vtysh" + said.map { " -c " + ShellQuoting.quoted($0) }.joined()
    }

    /// A neighbour comes with what makes it, after the groups, and goes with it.
    private static func ordered(_ step: LineStep) -> [String] {
        let lines = step.lines
        guard step.object.section == FRRGrammar.bgp else { return lines }
        func rank(_ line: String) -> Int {
            let words = line.words.drop { $0 == "no" }
            guard words.first == "neighbor", words.count > 2 else { return 3 }
            let word = words[words.startIndex + 2]
            if word == "peer-group" { return words.count == 3 ? 0 : 2 }
            return word == "remote-as" ? 1 : word == "interface" ? 2 : 3
        }
        let (gone, set) = (lines.filter { $0.hasPrefix("no ") }, lines.filter { !$0.hasPrefix("no ") })
        let ranks = [0, 1, 2, 3]
        return ranks.reversed().flatMap { place in gone.filter { rank($0) == place } }
            + ranks.flatMap { place in set.filter { rank($0) == place } }
    }

    /// Succeeds where the line does not stand: its refusal to be taken back did no harm then. A device that does not answer has
    /// no line either; the reading that follows tells.
    private static func gone(_ line: String, in path: [String]) -> String {
        let indent = String(repeating: " ", count: path.count)
        let (block, inner) = (path.first ?? "", path.count > 1 ? path[1].trimmed : "")
        let values = [("BLOCK", block), ("INNER", inner), ("LINE", indent + line)]
        return "vtysh -c 'show running-config' | "
            + values.map { "\($0)=\(ShellQuoting.quoted($1)) " }.joined() + "awk "
            + #"'!/^ / { inside = ENVIRON["BLOCK"] == "" || $0 == ENVIRON["BLOCK"]; deep = ENVIRON["INNER"] == "" } "#
            + #"/^ [^ ]/ && ENVIRON["INNER"] != "" { deep = substr($0, 2) == ENVIRON["INNER"] } "#
            + #"inside && deep && index($0 " ", ENVIRON["LINE"] " ") == 1 { exit 1 }'"#
    }
}
