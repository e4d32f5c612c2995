import Foundation
import Testing

/// What a person types wrongly, and how the shell is told.
@Suite struct UsageTests {
    struct Misuse: Sendable, CustomStringConvertible {
        let words: [String]
        let message: String

        init(_ line: String, _ message: String) {
            (words, self.message) = (line.split(separator: " ").map(String.init), message)
        }

        var description: String { "pita " + words.joined(separator: " ") }
    }

    static let misuses = [
        Misuse("frobnicate", "frobnicate"), Misuse("inventory shw", "shw"),
        Misuse("inventory check --output xml", "'xml'"),
        Misuse("inventory check --projct x", "--projct"), Misuse("render", "<playbook>"),
        Misuse("plan --as kasi", "<playbook>"),
        Misuse("render segmen-baru --set segment", "--set takes NAME=VALUE, not `segment`"),
        Misuse("render segmen-baru --set =x", "--set takes NAME=VALUE, not `=x`"),
        Misuse("render segmen-baru --set", "--set"),
        Misuse("plan segmen-baru", "say who you are: --as PERSON, or PITA_USER"),
        Misuse("approve 0123456789 --as kasi", "--reason"),
        Misuse("approve --reason x --as kasi", "<plan>"), Misuse("apply", "<plan>"), Misuse("audit", "--capacity"),
        Misuse("capacity check disdik", "--to"), Misuse("config diff --platform linux a", "<intended>"),
        Misuse("config parse a", "--platform"), Misuse("records list --limit banyak", "banyak"),
        Misuse("host-key enrol", "<devices>"),
    ]

    @Test(arguments: misuses)
    func `wrong use exits 64, names the word and shows how it is used`(_ misuse: Misuse) throws {
        let outcome = try WorkDirectory.office().pita(misuse)
        #expect(outcome.status == 64, "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains(misuse.message), "\(outcome.errors)")
        #expect(outcome.errors.contains("Usage: pita"), "\(outcome.errors)")
        #expect(outcome.errors.ranges(of: "Error:").count == 1, "\(outcome.errors)")
    }

    @Test(arguments: [
        ("pln", "plan"), ("inventori check", "inventory"), ("records verfy", "verify"), ("host-key enroll x", "enrol"),
        ("capacity chek disdik", "check"),
    ])
    func `a command that is none is told with the nearest one`(_ line: String, _ meant: String) throws {
        let outcome = try Program.run(line.split(separator: " ").map(String.init))
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errorLines.last == "  hint: did you mean `\(meant)`?", "\(outcome.errors)")
    }

    @Test(arguments: [
        ["approve", "0123456789", "--as", "kasi", "--reason", ""],
        ["approve", "0123456789", "--as", "kasi", "--reason", " \n"],
        ["reject", "0123456789", "--as", "kasi", "--reason", "\t"],
        ["approve", "0123456789", "--as", "kasi", "--reason", "x", "--override-capacity", " "],
        ["approve", "0123456789", "--as", "kasi", "--reason", "x", "--accept-irreversible", ""],
        ["reject", "0123456789", "--as", "kasi", "--reason", String(repeating: "a", count: 2001)],
    ])
    func `a reason that says nothing, or too much to record, is wrong use`(_ words: [String]) throws {
        let outcome = try Program.run(words)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("needs words") || outcome.errors.contains("2,000 octets"), "\(outcome.errors)")
    }

    struct Unknown: Sendable, CustomStringConvertible {
        let words: [String]
        let message: String
        let hint: String
        let status: Int32

        init(_ line: String, _ message: String, _ hint: String, status: Int32 = 1) {
            (words, self.message) = (line.split(separator: " ").map(String.init), message)
            (self.hint, self.status) = (hint, status)
        }

        var description: String { "pita " + words.joined(separator: " ") }
    }

    static let unknowns = [
        Unknown("inventory show rtr-disdk", "no device or segment `rtr-disdk`", "did you mean `rtr-disdik`?"),
        Unknown("inventory list --limit disdkk", "`disdkk` matches no", "disdik"),
        Unknown("inventory list --limit platform:routerso", "platform:routerso", "did you mean `routeros`?"),
        Unknown("render kenaikan-bandwith", "no playbook `kenaikan-bandwith`", "did you mean `kenaikan-bandwidth`?"),
        Unknown("render xyzzy", "no playbook `xyzzy`", "kenaikan-bandwidth, segmen-baru"),
        Unknown(
            "render segmen-baru --set segment=disdk --set bandwidth=5M/5M", "no segment `disdk`",
            "did you mean `disdik`?"),
        Unknown(
            "render segmen-baru --set segmen=disdik --set bandwidth=5M/5M", "no parameter `segmen`",
            "did you mean `segment`?"),
        Unknown("render segmen-baru --set segment=disdik --set bandwidth=5M", "`5M` is no bandwidth", "50M/20M"),
        Unknown("render segmen-baru --set segment=disdik", "needs the parameter `bandwidth`", "--set bandwidth="),
        Unknown("render segmen-baru --set segment=disdik --set segment=dlh --set bandwidth=5M/5M", "given twice", ""),
        Unknown(
            "render segmen-baru --set segment=disdik --set bandwidth=5M/5M --limit rtr-dlh",
            "no device of the change is left by --limit", "rtr-inti, sw-dist-utara"),
        Unknown("capacity check disdk --to 5M/5M", "no segment `disdk`", "did you mean `disdik`?"),
        Unknown("capacity check disdik --to 5M", "`5M` is no bandwidth", "50M/20M"),
        Unknown("config parse --platform routerso x", "no platform `routerso`", "did you mean `routeros`?"),
        Unknown(
            "config diff --platform linux /dev/null /dev/null --replace [x", "`[x` is no scope",
            "SECTION[PROPERTY^=PREFIX]"),
        Unknown("show abc", "`abc` is neither a plan's digest nor a file", "pita plan"),
        Unknown("show 0123456789abcdef", "no plan 0123456789abcdef", "pita show"),
        Unknown("approve 0123456789abcdef --reason x --as kasi", "no plan 0123456789abcdef", "pita show"),
        Unknown("apply 0123456789abcdef --as pelaksana", "no plan 0123456789abcdef", "pita show"),
        Unknown("records show 7/2026", "no berita acara 7/2026", "pita records list"),
        Unknown("records show tujuh", "`tujuh` is no number", "NUMBER/YEAR"),
        Unknown("host-key list rtr-disdk", "rtr-disdk", "did you mean `rtr-disdik`?"),
        Unknown(
            "plan segmen-baru --as perncana --set segment=disdik --set bandwidth=5M/5M", "no person `perncana`",
            "perencana", status: 3),
    ]

    @Test(arguments: unknowns)
    func `an unknown name is told with the nearest one`(_ unknown: Unknown) throws {
        let outcome = try WorkDirectory.office().pita(unknown)
        #expect(outcome.errorLines.first?.hasPrefix("Error") == false, "\(outcome.errors)")
        expectFault(
            outcome, unknown.message, caret: false, hint: unknown.hint.isEmpty ? nil : unknown.hint,
            status: unknown.status)
    }

    @Test func `no office is told with the place that was searched and how to name one`() throws {
        let work = try WorkDirectory()
        for words in [["inventory", "check"], ["render", "x"], ["show"], ["records", "list"], ["host-key", "list"]] {
            let outcome = try Program.run(words, in: work.path)
            expectFault(
                outcome, "there is no office at \(work.path)", caret: false, hint: "--project DIR, or PITA_PROJECT")
        }
        let named = try work.pita("inventory", "check", "--project", "/nonexistent")
        expectFault(named, "there is no office at /nonexistent", caret: false)
    }

    @Test func `the office is found from below, by --project and by PITA_PROJECT`() throws {
        let office = try WorkDirectory.office()
        let elsewhere = try WorkDirectory()
        #expect(try Program.run(["inventory", "check"], in: office.path + "/Templates/routeros").status == 0)
        #expect(try elsewhere.pita("inventory", "check", "--project", office.path).status == 0)
        #expect(try elsewhere.pita("inventory", "check", environment: ["PITA_PROJECT": office.path]).status == 0)
    }

    @Test func `a state directory that cannot serve is told by name`() throws {
        let office = try WorkDirectory.office()
        try office.write(".pita", "bukan direktori")
        expectFault(try office.pita("records", "list"), ".pita is no directory", caret: false)
        try FileManager.default.removeItem(atPath: office.path + "/.pita")
        mkdir(office.path + "/.pita", 0o777)
        chmod(office.path + "/.pita", 0o777)
        expectFault(try office.pita("show"), "may be written by everybody", caret: false, hint: "chmod o-rwx")
        chmod(office.path + "/.pita", 0o700)
        try office.write(".pita/pita.sqlite", String(repeating: "bukan basis data ", count: 500))
        expectFault(try office.pita("records", "list"), "pita.sqlite", caret: false)
        try office.replace("directory: .pita", with: "directory: /proc/pita", in: "Inventory/pita.yaml")
        expectFault(try office.pita("show"), "/proc/pita", caret: false)
    }

    @Test func `help and version are results`() throws {
        for words in [["--help"], ["help", "plan"], ["plan", "--help"], ["--version"]] {
            let outcome = try Program.run(words)
            #expect(outcome.status == 0 && !outcome.output.isEmpty && outcome.errors.isEmpty, "\(words)")
        }
        #expect(try Program.run(["--help"]).output.contains("Exit codes: 0 done"))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script is made for each shell`(_ shell: String) throws {
        let outcome = try Program.run(["--generate-completion-script", shell])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        for word in ["inventory", "kenaikan", "host-key", "detailed-exitcode"] where word != "kenaikan" {
            #expect(outcome.output.contains(word), "\(word)")
        }
    }

    @Test func `a completion script for bash is one that bash reads`() throws {
        let work = try WorkDirectory()
        try work.write("c", try Program.run(["--generate-completion-script", "bash"]).output)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-n", work.path + "/c"]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}

extension WorkDirectory {
    func pita(_ misuse: UsageTests.Misuse) throws -> Outcome { try Program.run(misuse.words, in: path) }
    func pita(_ unknown: UsageTests.Unknown) throws -> Outcome { try Program.run(unknown.words, in: path) }
}
