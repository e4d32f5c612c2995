/// Dynamic translations of addresses.
extension IOSConsole {
    /// A rule of dynamic translations. One that is in use, as any is where packets pass, is not changed in its place, and is taken
    /// back once it is said that its entries may go. Cisco's document 13779.
    func translation(_ command: ParsedCommand, _ isNegated: Bool) {
        let key = command.words.prefix(6).joined(separator: " ")
        let old = state.running.entry([key])
        if isNegated {
            guard old?.text == command.text else { return }
            if isInstalling { return state.running.remove([], key) }
            return ask("Dynamic mapping in use, do you want to delete all entries? [no]: ") { console, answer in
                guard !answer.isEmpty, "yes".hasPrefix(answer.lowercased()) else {
                    return console.say("%Dynamic mapping in use, cannot remove")
                }
                console.change { $0.remove([], key) }
            }
        }
        guard old?.text != command.text else { return }
        guard old == nil else { return say("%Dynamic mapping in use, cannot change") }
        change { $0.set([], ConfigurationEntry(key: key, text: command.text, rank: command.row)) }
    }
}
