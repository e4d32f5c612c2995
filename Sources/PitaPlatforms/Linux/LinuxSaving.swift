/// Keeps what Pita changed over a restart: the kernel forgets all of it.
///
/// `network.sh` in the device's save directory holds one line for each object that Pita ever changed, in the order in which
/// they are made. A line begins with a no-op that names the object, so that the next change finds and replaces it; the rest
/// is the same guarded command as on the way back, so that the file may run on top of what other scripts set up.
enum LinuxSaving {
    /// The commands that put the touched objects' lines into the file, and the unit that runs it at start-up into its place.
    static func commands(_ change: DeviceChange, facts: DeviceFacts) -> [DeviceCommand] {
        guard !change.isEmpty else { return [] }
        let directory = facts.other["save-directory"] ?? "/var/lib/pita"
        let file = "\(directory)/network.sh"
        let lines = lines(change)
        let merge = #"awk -F'"' '{ key = substr($2, 4) } NR == FNR { new[key] = 1; print; next } !(key in new)'"#
        let save =
            "umask 022; mkdir -p \(directory) && touch \(file) && cat > \(file).new && "
            + "[ \"$(wc -c < \(file).new)\" -eq \(lines.utf8.count) ] && "
            + "\(merge) \(file).new \(file) | LC_ALL=C sort > \(file).part && sync && mv \(file).part \(file) && "
            + "rm -f \(file).new && sync"
        return [DeviceCommand(Privilege.raised(save, facts: facts), input: lines), unit(file, facts: facts)]
    }

    private static func lines(_ change: DeviceChange) -> String {
        var lines: [String] = []
        let changed = Set(change.differences.map(\.id))
        for object in change.after.objects where changed.contains(object.id) {
            var command = "true"
            var rank = 90
            if !object.isAbsent {
                rank = LinuxRules.rank(object, in: change.after)
                command = LinuxCommands.put(object, old: nil, guarded: true).joined(separator: "; ")
            } else if let old = change.before[object.id], !old.isAbsent {
                rank = 99 - LinuxRules.rank(old, in: change.before)
                command = LinuxCommands.remove(old, guarded: true)
            }
            let padded = rank < 10 ? "0\(rank)" : "\(rank)"
            lines.append(": \"\(padded) \(object.id)\"; \(command)\n")
        }
        return lines.joined()
    }

    /// A oneshot unit that runs the file once the network's devices are there.
    private static func unit(_ file: String, facts: DeviceFacts) -> DeviceCommand {
        let path = "/etc/systemd/system/pita-network.service"
        let text = """
            [Unit]
            Description=Traffic control and addresses as last confirmed by Pita
            After=network-online.target
            Wants=network-online.target

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/bin/sh \(file)

            [Install]
            WantedBy=multi-user.target

            """
        // A device without such units keeps the file alone; the link is what `systemctl enable` makes.
        let install =
            "[ ! -d /etc/systemd/system ] || { umask 022; cat > \(path).part && mv \(path).part \(path) && "
            + "mkdir -p /etc/systemd/system/multi-user.target.wants && "
            + "ln -sf ../pita-network.service /etc/systemd/system/multi-user.target.wants/ && sync && "
            + "{ [ ! -d /run/systemd/system ] || systemctl daemon-reload; }; }"
        return DeviceCommand(Privilege.raised(install, facts: facts), input: text)
    }
}
