import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// A router of one's own: daemons with private run directories in a namespace with three interfaces.
struct RealFRR {
    let shell: DeviceShell
    let facts: DeviceFacts
    let directory: String
    private let platform = FRRPlatform()

    /// The daemons of a router that routes by BGP and statically, and those for which Pita has rules.
    static let few = ["zebra", "staticd", "bgpd"]
    static let all =
        few + [
            "ospfd", "ospf6d", "ripd", "ripngd", "isisd", "bfdd", "pbrd", "vrrpd", "eigrpd", "babeld", "ldpd", "nhrpd",
            "pimd",
        ]

    init(_ daemons: [String] = few) throws {
        Self.clean()
        let name = "frr-\(ProcessInfo.processInfo.processIdentifier)-\(UInt16.random(in: 0...UInt16.max))"
        directory = "/tmp/\(name)"
        let machine = DeviceShell()
        _ = machine.run("ip netns add \(name)")
        // As on a device, `vtysh` alone finds the daemons.
        shell = DeviceShell(
            namespace: name, environment: ["PATH": "\(directory)/bin:/usr/sbin:/usr/bin:/sbin:/bin"])
        let start = """
            set -e
            mkdir -p \(directory)/bin \(directory)/run
            printf '#!/bin/sh\\nexec /usr/bin/vtysh --vty_socket \(directory)/run --config_dir \(directory)/run "$@"\\n' > \(directory)/bin/vtysh
            chmod 755 \(directory)/bin/vtysh
            echo 'service integrated-vtysh-config' > \(directory)/run/vtysh.conf
            printf 'frr defaults traditional\\n' > \(directory)/run/frr.conf
            chown -R frr:frr \(directory)/run
            ip link set lo up
            for i in 0 1 2; do ip link add eth$i type veth peer name far$i; ip link set eth$i up; ip link set far$i up; done
            echo 1 > /proc/sys/net/ipv4/ip_forward
            for d in \(daemons.joined(separator: " ")); do
              /usr/lib/frr/$d -d -P 0 --vty_socket \(directory)/run -i \(directory)/run/$d.pid -z \(directory)/run/zserv.api \
                -f \(directory)/run/none.conf >/dev/null 2>&1
            done
            """
        let reply = shell.run(start)
        try #require(reply.exitStatus == 0, Comment(rawValue: reply.errorOutput))
        for _ in 0..<200 {
            if shell.run("vtysh -c 'show version'").exitStatus == 0 { break }
            usleep(50_000)
        }
        facts = try platform.facts(from: shell.answers(platform.factCommands))
    }

    func remove() { Self.remove(shell.namespace ?? "") }

    /// Ends the daemons of a router, which are known by their run directory, and takes its namespace and files away.
    private static func remove(_ name: String) {
        let directory = "/tmp/\(name)"
        _ = DeviceShell().run(
            """
            for p in $(cat \(directory)/run/*.pid 2>/dev/null); do
              tr '\\0' ' ' < /proc/$p/cmdline 2>/dev/null | grep -q -- '\(directory)/' && kill $p
            done
            ip netns del \(name); rm -rf \(directory)
            """)
    }

    /// Takes away what test runs left that were ended in the middle: routers whose process is no more.
    static func clean() {
        let found = DeviceShell().run("ls -d /tmp/frr-*-* 2>/dev/null; ip netns list").output
        let names = found.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            let name = line.replacing("/tmp/", with: "").prefix { $0 != " " }
            let parts = name.split(separator: "-")
            guard parts.count == 3, parts[0] == "frr", let process = pid_t(parts[1]), UInt16(parts[2]) != nil,
                kill(process, 0) != 0, errno == ESRCH
            else { return nil }
            return String(name)
        }
        for name in Set(names) { remove(name) }
    }

    /// Whether anything of the router is still there.
    var isThere: Bool {
        DeviceShell().run("ip netns list | grep -w \(shell.namespace ?? "") || ls -d \(directory)").exitStatus == 0
    }

    /// Has the router take lines as its config file's, whatever they hold.
    func load(_ text: String) throws {
        let file = "\(directory)/load.conf"
        let reply = shell.run("cat > \(file) && vtysh -f \(file)", input: text)
        try #require(reply.exitStatus == 0, Comment(rawValue: reply.output + reply.errorOutput))
    }

    func read() throws -> ConfigTree {
        try platform.running(from: shell.answers(platform.readCommands(for: facts)), facts: facts)
    }

    /// The reading, once what was sent has reached the kernel, which takes some milliseconds.
    func settled(_ isSettled: (ConfigTree) -> Bool) throws -> ConfigTree {
        for _ in 0..<40 {
            let tree = try read()
            if isSettled(tree) { return tree }
            usleep(50_000)
        }
        return try read()
    }

    /// What a command prints, once it is as it should be or ten seconds are over: routes reach the kernel a little later.
    func output(_ command: String, _ isSettled: (String) -> Bool) -> String {
        for _ in 0..<200 {
            let text = shell.run(command).output
            if isSettled(text) { return text }
            usleep(50_000)
        }
        return shell.run(command).output
    }

    func send(_ commands: [DeviceCommand]) throws {
        for command in commands {
            let reply = shell.run(command)
            try #require(
                platform.rejection(in: reply) == nil,
                Comment(rawValue: reply.output + reply.errorOutput + command.text))
        }
    }
}

/// Sends commands to a router as one `vtysh` for as many as it can: one for each takes most of the time.
struct FRRBatch {
    let shell: DeviceShell

    /// Runs commands in turn, up to the first that fails: that one, with its reply; `nil` when none did.
    func run(_ commands: [DeviceCommand]) -> (command: DeviceCommand, reply: CommandReply)? {
        var rest = commands[...]
        while let first = rest.first {
            let lines = rest.prefix(200).map(Self.lines).prefix { $0 != nil }.compactMap(\.self)
            let (done, refusal) = lines.count > 1 ? send(lines) : (0, nil)
            rest = rest.dropFirst(done)
            guard done < max(lines.count, 1) else { continue }
            // It was refused, or is none of `vtysh` alone: it says itself whether that is a failure.
            let alone = rest.popFirst() ?? first
            if let refusal, !alone.text.contains(Self.check) { return (alone, refusal) }
            let reply = shell.run(alone)
            if reply.exitStatus != 0 { return (alone, reply) }
        }
        return nil
    }

    /// Says the lines of several commands: how many of the commands were carried out, and how the next one was refused.
    private func send(_ commands: [[String]]) -> (done: Int, refusal: CommandReply?) {
        let said = commands.flatMap { ["end"] + $0 }.dropFirst()
        let reply = shell.run("vtysh -E" + said.map { " -c " + ShellQuoting.quoted($0) }.joined())
        guard reply.exitStatus != 0 else { return (commands.count, nil) }
        let lines = reply.output.split(separator: "\n")
        let begun = lines.count { $0.hasSuffix("# configure terminal") }
        // The line that was refused, and what was said of it.
        let last = lines.suffix(4).joined(separator: "\n")
        return (
            max(begun - 1, 0),
            CommandReply(output: last, errorOutput: reply.errorOutput, exitStatus: reply.exitStatus)
        )
    }

    /// Between a command that takes a line back and the look at what stands, once it was refused.
    private static let check = " || vtysh -c 'show running-config' | "

    /// The lines that a command says to `vtysh`; `nil` where it does something else before or says them to no `vtysh`. What it
    /// does after a refusal is left out.
    private static func lines(_ command: DeviceCommand) -> [String]? {
        let check = command.text.firstRange(of: Self.check)
        let text = String(command.text[..<(check?.lowerBound ?? command.text.endIndex)])
        guard command.input == nil, let words = ShellTokenizer.words(text), words.count > 4,
            Array(words[..<3]) == ["vtysh", "-c", "configure terminal"]
        else { return nil }
        return words.indices.filter { $0 > 0 && $0.isMultiple(of: 2) }.map { words[$0] }
    }
}

extension Machine {
    /// Whether a router of one's own can be started.
    static let hasFRR =
        getuid() == 0 && DeviceShell().run("command -v vtysh && test -x /usr/lib/frr/zebra").exitStatus == 0
}
