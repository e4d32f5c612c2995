import Foundation
import PitaDiagnostics
import Testing

@testable import PitaInventory

@Suite struct CredentialTests {
    /// A directory that is removed when it goes out of use.
    private final class Scratch {
        let path: String

        init() throws {
            path = NSTemporaryDirectory() + "pita-credentials-\(UUID().uuidString)"
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ name: String, _ bytes: [UInt8], mode: Int) throws {
            let full = path + "/" + name
            try Data(bytes).write(to: URL(fileURLWithPath: full))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: full)
        }
    }

    private func reveal(_ secret: Secret) -> String { secret.withRevealed { $0 } }

    @Test func `a secret is read from the environment`() async throws {
        let resolver = CredentialResolver(environment: ["A": "rahasia", "E": ""], directory: "/")
        #expect(reveal(try await resolver.secret(for: CredentialReference(.environment("A")))) == "rahasia")
        for name in ["B", "E"] {
            let fault = await #expect(throws: CredentialError.self) {
                try await resolver.secret(for: CredentialReference(.environment(name)))
            }
            #expect(fault?.code == .missingVariable)
            #expect(
                fault?.description
                    == "environment \(name): the environment variable is not set; set it before Pita is called")
        }
    }

    @Test func `a secret is read from a file that only its owner reads`() async throws {
        let scratch = try Scratch()
        try scratch.write("a", Array("rahasia\r\n".utf8), mode: 0o600)
        try scratch.write("kosong", [], mode: 0o400)
        try scratch.write("biner", [1, 0, 255], mode: 0o600)
        try scratch.write("besar", [UInt8](repeating: 65, count: 70_000), mode: 0o600)
        let resolver = CredentialResolver(environment: [:], directory: scratch.path)
        #expect(reveal(try await resolver.secret(for: CredentialReference(.file("a")))) == "rahasia")
        #expect(reveal(try await resolver.secret(for: CredentialReference(.file(scratch.path + "/a")))) == "rahasia")
        for (name, code) in [
            ("kosong", CredentialError.Code.unusable), ("biner", .unusable), ("besar", .unusable),
            ("tiada", .unreadableFile),
            (".", .unreadableFile),
        ] {
            let fault = await #expect(throws: CredentialError.self) {
                try await resolver.secret(for: CredentialReference(.file(name)))
            }
            #expect(fault?.code == code, "\(name)")
        }
    }

    @Test(arguments: [0o640, 0o604, 0o620, 0o610, 0o777])
    func `a file that others can touch is refused with its mode`(_ mode: Int) async throws {
        let scratch = try Scratch()
        try scratch.write("a", Array("rahasia".utf8), mode: mode)
        let resolver = CredentialResolver(environment: ["K": scratch.path + "/a"], directory: scratch.path)
        let fault = await #expect(throws: CredentialError.self) {
            try await resolver.secret(for: CredentialReference(.file("a")))
        }
        #expect(fault?.code == .openFile)
        #expect(fault?.description.contains("mode \(String(mode, radix: 8))") == true)
        #expect(throws: CredentialError.self) { try resolver.keyPath(for: CredentialReference(.environment("K"))) }
    }

    @Test func `a pipe in the place of a file does not block`() async throws {
        let scratch = try Scratch()
        #expect(mkfifo(scratch.path + "/pipa", 0o600) == 0)
        let resolver = CredentialResolver(environment: [:], directory: scratch.path)
        let fault = await #expect(throws: CredentialError.self) {
            try await resolver.secret(for: CredentialReference(.file("pipa")))
        }
        #expect(fault?.code == .unreadableFile)
    }

    @Test func `a command's first line is the secret, and no shell reads its words`() async throws {
        let resolver = CredentialResolver(environment: ["PATH": "/usr/bin:/bin"], directory: "/")
        let secret = try await resolver.secret(
            for: CredentialReference(.command(["printf", "%s\\nrest\\n", "$(id) ; x"])))
        #expect(reveal(secret) == "$(id) ; x")
    }

    @Test(arguments: [
        (["false"], 600_000, "status 1"), (["tidak-ada-perintah-ini"], 600_000, "status 127"),
        (["sleep", "3600"], 300, "longer than"),
        (["yes"], 600_000, "printed more than 65536"), (["sh", "-c", "kill -9 $$"], 600_000, "status 9"),
    ])
    func `a command that fails, hangs or floods is ended and named`(
        _ words: [String], _ milliseconds: Int, _ detail: String
    ) async {
        let resolver = CredentialResolver(
            environment: ["PATH": "/usr/bin:/bin"], directory: "/", commandTimeout: .milliseconds(milliseconds))
        let fault = await #expect(throws: CredentialError.self) {
            try await resolver.secret(for: CredentialReference(.command(words)))
        }
        #expect(fault?.code == .commandFailed)
        #expect(fault?.description.contains(detail) == true, "\(String(describing: fault))")
    }

    @Test func `the agent gives no secret, and a key is a file`() async throws {
        let scratch = try Scratch()
        try scratch.write("kunci", [1], mode: 0o600)
        let resolver = CredentialResolver(environment: ["K": "kunci", "U": "admin"], directory: scratch.path)
        await #expect(throws: CredentialError.self) { try await resolver.secret(for: CredentialReference(.agent)) }
        #expect(throws: CredentialError.self) { try resolver.keyPath(for: CredentialReference(.agent)) }
        #expect(try resolver.keyPath(for: CredentialReference(.file("kunci"))) == scratch.path + "/kunci")
        #expect(try resolver.keyPath(for: CredentialReference(.environment("K"))) == scratch.path + "/kunci")
        #expect(try resolver.text(for: .environment("U")) == "admin")
        #expect(try resolver.text(for: .literal("pita")) == "pita")
    }
}

@Suite struct OfficeLoaderTests {
    private func copy() throws -> String {
        let path = NSTemporaryDirectory() + "pita-office-\(UUID().uuidString)"
        for file in SampleOffice.files {
            let full = URL(fileURLWithPath: path + "/" + file.name)
            try FileManager.default.createDirectory(
                at: full.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.utf8).write(to: full)
        }
        return path
    }

    @Test func `an office is read from disk as from memory, and found from below`() throws {
        let path = try copy()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("abaikan".utf8).write(to: URL(fileURLWithPath: path + "/Inventory/known_hosts"))
        let office = try Office.load(directory: path)
        #expect(office.deviceNames == (try SampleOffice.load().deviceNames))
        #expect(office.files == office.files.sorted())
        #expect(Office.find(from: path + "/Inventory/segments") == URL(fileURLWithPath: path).standardizedFileURL.path)
        #expect(Office.find(from: "/") == nil)
    }

    @Test func `further devices of the backbone stand in files of a folder, and drafts beside it are not read`() throws
    {
        let path = try copy()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let entry = "devices: {rtr-baru: {platform: linux, role: router, management: 10.9.9.9}}\n"
        for (folder, text) in [("backbone", entry), ("adopted", "# FILL IN\n")] {
            let directory = path + "/Inventory/" + folder
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            try Data(text.utf8).write(to: URL(fileURLWithPath: directory + "/rtr-baru.yaml"))
        }
        let office = try Office.load(directory: path)
        #expect(office.device("rtr-baru")?.segment == nil && office.device("rtr-baru") != nil)
        #expect(office.files.contains("Inventory/backbone/rtr-baru.yaml"))
        #expect(!office.files.contains { $0.contains("adopted") })
    }

    @Test func `links that loop, pipes, directories and huge files are refused by name`() throws {
        let path = try copy()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let segments = path + "/Inventory/segments/"
        symlink(segments + "b.yaml", segments + "a.yaml")
        symlink(segments + "a.yaml", segments + "b.yaml")
        mkfifo(segments + "pipa.yaml", 0o600)
        try FileManager.default.createDirectory(atPath: segments + "map.yaml", withIntermediateDirectories: false)
        try Data(repeating: 32, count: (1 << 20) + 1).write(to: URL(fileURLWithPath: segments + "raya.yaml"))
        let fault = #expect(throws: Diagnostics.self) { try Office.load(directory: path) }
        let messages = fault?.items.map(\.message) ?? []
        #expect(messages.count == 5)
        for name in ["a.yaml", "b.yaml", "map.yaml", "pipa.yaml", "raya.yaml"] {
            #expect(messages.contains { $0.contains("segments/\(name)") }, "\(name)")
        }
    }

    @Test func `a directory that is no office is refused with what an office is`() {
        let fault = #expect(throws: Diagnostics.self) { try Office.load(directory: "/tiada/di/sini") }
        #expect(fault?.items.first?.hint?.contains("Inventory/pita.yaml") == true)
    }

    @Test func `a file with the other ending is refused, not left out`() throws {
        let path = try copy()
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data("a: 1".utf8).write(to: URL(fileURLWithPath: path + "/Inventory/segments/tiga.yml"))
        let fault = #expect(throws: Diagnostics.self) { try Office.load(directory: path) }
        #expect(fault?.items.first?.message.contains("no file of an inventory") == true)
    }
}
