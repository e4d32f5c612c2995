import Foundation
import Testing

/// `pita config`: configs in files, without a device.
@Suite struct ConfigCommandTests {
    struct Pair: Sendable, CustomStringConvertible {
        let platform: String
        let running: String
        let intended: String
        let commands: [String]
        let description: String

        init(_ platform: String, _ running: String, _ intended: String, _ commands: [String]) {
            (self.platform, self.running, self.intended, self.commands, description) = (
                platform, running, intended, commands, platform
            )
        }
    }

    static let pairs = [
        Pair(
            "routeros",
            """
            # 2026-11-21 03:00:00 by RouterOS 7.16.1
            /queue simple
            add comment="pita:disdik" max-limit=10M/20M name=pita-disdik target=10.11.0.0/24
            add max-limit=1M/1M name=lain target=10.99.0.0/24

            """,
            "/queue simple\nadd name=\"pita-disdik\" target=10.11.0.0/24 max-limit=20M/50M comment=\"pita:disdik\"\n",
            [
                ":if ([:len [/queue simple find where name=\"pita-disdik\"]] = 1) do={ /queue simple set "
                    + "[find where name=\"pita-disdik\"] max-limit=20M/50M } else={ :error \"failure: no such item: "
            ]),
        Pair(
            "linux",
            """
            qdisc replace dev lan0 root handle 1: htb default 0x10
            class replace dev lan0 parent 1: classid 1:1 htb rate 100mbit ceil 100mbit
            class replace dev lan0 parent 1:1 classid 1:10 htb rate 20mbit ceil 20mbit

            """,
            "class replace dev lan0 parent 1:1 classid 1:10 htb rate 50mbit ceil 50mbit\n",
            ["tc class replace dev lan0 parent 1:1 classid 1:10 htb rate 50000000bit ceil 50000000bit"]),
        Pair(
            "openvswitch",
            """
            --may-exist add-br br0 -- --may-exist add-port br0 p-disdik -- set port p-disdik tag=110

            """,
            "set port p-disdik tag=111\n", ["set port p-disdik tag=111"]),
    ]

    func files(_ pair: Pair) throws -> WorkDirectory {
        let work = try WorkDirectory()
        try work.write("berjalan", pair.running)
        try work.write("tujuan", pair.intended)
        return work
    }

    func diff(_ work: WorkDirectory, _ pair: Pair, _ running: String, _ intended: String, _ more: [String] = []) throws
        -> Outcome
    {
        try Program.run(["config", "diff", "--platform", pair.platform, running, intended] + more, in: work.path)
    }

    @Test(arguments: pairs)
    func `the commands come one a line, and nothing else`(_ pair: Pair) throws {
        let outcome = try diff(files(pair), pair, "berjalan", "tujuan")
        // What is to be known of the commands goes elsewhere.
        #expect(outcome.status == 0 && !outcome.errors.contains("error:"), "\(outcome.errors)")
        #expect(outcome.outputLines.count == pair.commands.count, "\(outcome.output)")
        for (line, command) in zip(outcome.outputLines, pair.commands) { #expect(line.contains(command), "\(line)") }
    }

    @Test(arguments: pairs)
    func `equal configs need no command, and what leads back is other than what leads there`(_ pair: Pair) throws {
        let work = try files(pair)
        let none = try diff(work, pair, "berjalan", "berjalan")
        #expect(none.status == 0 && none.output.isEmpty && none.errors.isEmpty)
        let there = try diff(work, pair, "berjalan", "tujuan")
        let back = try diff(work, pair, "berjalan", "tujuan", ["--rollback"])
        #expect(back.status == 0 && !back.errors.contains("error:") && !back.output.isEmpty)
        #expect(back.output != there.output)
    }

    @Test(arguments: pairs)
    func `the tree is JSON, the same in both forms of output`(_ pair: Pair) throws {
        let work = try files(pair)
        let text = try Program.run(["config", "parse", "--platform", pair.platform, "berjalan"], in: work.path)
        let json = try Program.run(
            ["config", "parse", "--platform", pair.platform, "berjalan", "--output", "json"], in: work.path)
        #expect(text.status == 0 && text.output == json.output)
        let objects = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(objects?.isEmpty == false)
        #expect(objects?.allSatisfy { Set($0.keys) == ["section", "key", "properties", "absent"] } == true)
    }

    @Test func `replace owns its scope: what is not named there goes, what is elsewhere stays`() throws {
        let pair = Self.pairs[0]
        let work = try files(pair)
        try work.write("kosong", "/queue simple\n")
        let scoped = try diff(work, pair, "berjalan", "kosong", ["--replace", "/queue simple[comment^=pita:]"])
        #expect(
            scoped.outputLines.count == 1 && scoped.output.contains("pita-disdik"), "\(scoped.output)\(scoped.errors)")
        let whole = try diff(work, pair, "berjalan", "kosong", ["--replace", "/queue simple"])
        #expect(whole.outputLines.count == 2, "\(whole.output)\(whole.errors)")
        #expect(try diff(work, pair, "berjalan", "kosong").output.isEmpty)
    }

    @Test(arguments: [
        ("routeros", "/queue simple\nadd name=a\n«:put x\n"), ("routeros", "/queue simple\nadd name=\"a\n"),
        ("routeros", "/queue simple\nadd name=a max-limit=\"$x\"\n"), ("linux", "qdisc replace dev\n"),
        ("linux", "rm -rf /\n"), ("linux", "class replace dev lan0 parent 1: classid 1:1 htb rate 5kilo\n"),
        ("openvswitch", "add-port br0\n"), ("openvswitch", "destroy port x\n"), ("openvswitch", "set port 'p tag=1\n"),
    ])
    func `a config that is none is told with line and column`(_ platform: String, _ marked: String) throws {
        let work = try WorkDirectory()
        let text = MarkedText(marked)
        try work.write("c", text.text)
        let outcome = try Program.run(["config", "parse", "--platform", platform, "c"], in: work.path)
        expectFault(outcome, "error: ", at: text.place, file: "c")
        #expect(outcome.errors.hasPrefix("c:"), "\(outcome.errors)")
    }

    @Test(arguments: ["routeros", "linux", "openvswitch"])
    func `hostile files are refused or read, in little memory and without a crash`(_ platform: String) throws {
        let work = try WorkDirectory()
        let files: [(String, [UInt8])] = [
            ("kosong", []), ("nol", [0, 0, 0]), ("biner", (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }),
            ("kurung", Array(repeating: UInt8(ascii: "["), count: 100_000)),
            ("kutip", Array(repeating: UInt8(ascii: "\""), count: 99_999)),
            ("garis", Array(repeating: UInt8(ascii: "\\"), count: 100_000)),
            ("baris", Array(repeating: UInt8(ascii: "\n"), count: 100_000)),
            ("panjang", Array(repeating: UInt8(ascii: "a"), count: 500_000)),
        ]
        for (name, bytes) in files {
            try work.write(name, bytes)
            let outcome = try Program.run(["config", "parse", "--platform", platform, name], in: work.path)
            #expect([0, 1].contains(outcome.status), "\(name): \(outcome.status) \(outcome.errors.prefix(200))")
            #expect(outcome.status == 0 || outcome.errors.contains("error: "), "\(name)")
            #expect(outcome.mebibytes < 256, "\(name)")
        }
    }

    @Test(arguments: [
        ("routeros", "/ppp secret\nadd name=a password=rahasia123 prfile=x\n"),
        ("routeros", "/ppp secret\nadd name=a password=rahasia123 service=\"pppoe\n"),
        ("routeros", "/user\nadd name=a password=\"rahasia123\" group=full\n:put x\n"),
        ("openvswitch", "set interface p1 options:psk=rahasia123 -- destroy x\n"),
    ])
    func `no message shows a secret that stands beside the fault`(_ platform: String, _ text: String) throws {
        let work = try WorkDirectory()
        try work.write("kosong", "")
        try work.write("c", text)
        for words in [
            ["parse", "--platform", platform, "c"], ["diff", "--platform", platform, "kosong", "c"],
            ["diff", "--platform", platform, "c", "kosong"],
        ] {
            let outcome = try Program.run(["config"] + words, in: work.path)
            #expect(!(outcome.output + outcome.errors).contains("rahasia123"), "\(outcome.output)\(outcome.errors)")
        }
    }

    @Test func `a version that lacks a property refuses it`() throws {
        let work = try WorkDirectory()
        try work.write("a", "")
        try work.write("b", "/queue simple\nadd name=a target=10.0.0.0/24 max-limt=1M/1M\n")
        let outcome = try work.pita("config", "diff", "--platform", "routeros", "--device-version", "7.16.1", "a", "b")
        expectFault(outcome, "max-limt", at: "2:1", file: "b", hint: "did you mean `max-limit`?")
    }
}
