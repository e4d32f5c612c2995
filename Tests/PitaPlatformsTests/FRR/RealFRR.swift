import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// A router of one's own: daemons with private run directories in a namespace with three interfaces.
struct RealFRR {
    let shell: DeviceShell
    let facts: DeviceFacts
    private let directory: String
    private let platform = FRRPlatform()

    /// The daemons of a router that routes by BGP and statically, and those for which Pita has rules.
    static let few = ["zebra", "staticd", "bgpd"]
    static let all = few + ["ospfd", "ospf6d", "ripd", "ripngd", "isisd", "bfdd", "pbrd", "vrrpd"]

    init(_ daemons: [String] = few) throws {
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
        for _ in 0..<2000 where shell.run("vtysh -c 'show version'").exitStatus != 0 { usleep(50_000) }
        facts = try platform.facts(from: shell.answers(platform.factCommands))
    }

    func remove() {
        _ = shell.run("kill $(cat \(directory)/run/*.pid)")
        _ = DeviceShell().run("ip netns del \(shell.namespace ?? ""); rm -rf \(directory)")
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

extension Machine {
    /// Whether a router of one's own can be started.
    static let hasFRR =
        getuid() == 0 && DeviceShell().run("command -v vtysh && test -x /usr/lib/frr/zebra").exitStatus == 0
}
