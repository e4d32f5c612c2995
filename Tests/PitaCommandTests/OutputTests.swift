import Foundation
import Testing

/// Results on standard output, in the form that was asked for, whoever reads it.
@Suite struct OutputTests {
    static let commands: [[String]] = [
        ["inventory", "check"], ["inventory", "list"], ["inventory", "list", "--limit", "platform:linux,!setda"],
        ["inventory", "show", "rtr-disdik"], ["inventory", "show", "disdik"],
        ["render", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=50M/20M"],
        ["render", "segmen-baru", "--set", "segment=dinkes", "--set", "bandwidth=50M/20M", "--limit", "sw-dinkes"],
        ["show"], ["records", "list"], ["records", "verify"], ["host-key", "list"], ["host-key", "list", "rtr-inti"],
    ]

    @Test(arguments: commands)
    func `a command that needs no device gives text, or one JSON value`(_ words: [String]) throws {
        let office = try WorkDirectory.office()
        let text = try Program.run(words, in: office.path)
        #expect(text.status == 0 && text.errors.isEmpty, "\(text.errors)")
        #expect(text.output.hasSuffix("\n") && !text.output.hasSuffix("\n\n\n"))
        let json = try Program.run(words + ["--output", "json"], in: office.path)
        #expect(json.status == 0 && json.errors.isEmpty, "\(json.errors)")
        _ = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    }

    @Test func `a check of capacity without a store of samples says so and exits 2, in both forms`() throws {
        let office = try WorkDirectory.office()
        let words = ["capacity", "check", "disdik", "--to", "50M/20M"]
        let text = try Program.run(words, in: office.path)
        #expect(
            text.status == 2 && text.output.hasPrefix("Ketersediaan bandwidth: data-tidak-cukup (20M/10M -> 50M/20M)\n")
        )
        let json = try Program.run(words + ["--output", "json"], in: office.path)
        let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(json.status == 2 && value?["verdict"] as? String == "data-tidak-cukup")
        let beyond = try office.pita("capacity", "check", "disdik", "--to", "900M/20M")
        #expect(
            beyond.status == 2 && beyond.output.contains("tidak-tersedia") && beyond.output.contains("could be granted")
        )
    }

    @Test func `a rendering can be taken apart by device`() throws {
        let office = try WorkDirectory.office()
        let outcome = try office.pita(
            "render", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=50M/20M", "--output", "json")
        let devices = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: String]]
        #expect(devices?.map { $0["device"] } == ["rtr-inti", "sw-dist-utara", "rtr-disdik"])
        #expect(devices?.first?["config"]?.contains("max-limit=20M/50M") == true)
    }

    @Test func `nothing is coloured where no terminal is`() throws {
        let office = try WorkDirectory.office()
        for environment in [[:], ["NO_COLOR": "1"], ["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"]] {
            let outcome = try office.pita("capacity", "check", "disdik", "--to", "50M/20M", environment: environment)
            #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
        }
    }

    @Test(
        arguments: [(["--no-color"], [:]), ([], ["NO_COLOR": "1"]), ([], ["TERM": "dumb"]), ([], [:])]
            as [([String], [String: String])])
    func `on a terminal colours are shown unless they are not wanted`(
        _ flags: [String], _ environment: [String: String]
    ) throws {
        let office = try WorkDirectory.office()
        let command =
            (["cd", office.path, "&&", try Program.path, "capacity", "check", "disdik", "--to", "50M/20M"] + flags)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
        process.arguments = ["-q", "-c", command.joined(separator: " "), "/dev/null"]
        process.environment = ["PATH": "/usr/bin:/bin", "TERM": "xterm"].merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(output.contains("Ketersediaan bandwidth"))
        #expect(output.contains("\u{1B}[31m") == (flags.isEmpty && environment.isEmpty))
    }

    @Test func `a closed standard output ends nothing badly`() throws {
        let office = try WorkDirectory.office()
        for words in Self.commands {
            let outcome = try Program.run(words, in: office.path, closingOutput: true)
            #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(words): \(outcome.status) \(outcome.errors)")
        }
    }

    @Test func `a result that does not arrive whole is an error`() throws {
        let office = try WorkDirectory.office()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "cd '\(office.path)' && '\(try Program.path)' inventory list > /dev/full"]
        let errors = Pipe()
        process.standardError = errors
        try process.run()
        let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(told.contains("the result could not be written: No space left on device"), "\(told)")
    }

    @Test func `a reader that goes away ends the command quietly`() throws {
        let office = try WorkDirectory.office()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let program = try Program.path
        process.arguments = [
            "-c", "cd '\(office.path)'; for i in 1 2 3 4 5; do '\(program)' inventory show rtr-inti | head -n 1; done",
        ]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).split(
            separator: "\n")
        let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(lines.count == 5)
        #expect(told.isEmpty, "\(told)")
    }

    @Test func `text from people is shown, never obeyed`() throws {
        let office = try WorkDirectory.office()
        let outcome = try office.pita("inventory", "show", "\u{1B}[31mmerah\u{1B}[0m\nerror: palsu")
        #expect(outcome.status == 1)
        #expect(!outcome.errors.contains("\u{1B}") && outcome.errors.contains("\\u{1B}"))
        #expect(!outcome.errorLines.contains { $0.hasPrefix("error: palsu") })
    }
}
