/// Writes a step as one command of the terminal.
struct IOSCommandWriter {
    let dialect: IOSDialect
    let facts: DeviceFacts

    /// Switches whose policers are written the old way.
    private static let oldSwitches = ["2950", "2960", "3550", "3560", "3750"]

    private var hasOldPolicers: Bool {
        facts.other["family"] == "ios" && Self.oldSwitches.contains { facts.model.contains($0) }
    }

    /// IOS up to 15 does not show the numbers of entries; they are ten apart when it starts.
    private var hidesEntryNumbers: Bool {
        dialect == .ios && SoftwareVersion(facts.version) < SoftwareVersion("16") && facts.version.contains("(")
    }

    /// The command, on a device that runs `config`.
    func command(_ step: LineStep, on config: ConfigTree) -> DeviceCommand {
        var lines = step.path.map { String($0.drop { $0 == " " }) }
        if hidesEntryNumbers, let list = lines.first, list.hasPrefix("ip access-list "), config[step.object] != nil,
            let name = list.words.last
        {
            lines.insert("ip access-list resequence \(name) 10 10", at: 0)
        }
        for line in step.lines {
            lines.append(hasOldPolicers ? IOSRate.oldPolicer(line) : line)
            // Asks for confirmation; where it does not, an empty line is nothing.
            if line.hasPrefix("no username ") { lines.append("") }
        }
        return DeviceCommand(
            "configure terminal", input: lines.map { $0 + "\n" }.joined(), object: step.object, mark: step.mark)
    }
}
