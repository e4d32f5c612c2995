import Foundation
import PitaEvidence

/// A git repository that Pita writes to by the git program, with no setting of the machine's or the user's.
struct GitRepository: Sendable {
    /// Its working tree, absolute.
    let path: String
    /// Who commits: a name and an address.
    let committer: (name: String, email: String)

    private static let program = "/usr/bin/git"

    /// Opens the repository, or makes it. A directory that holds something else is refused.
    func prepare() async throws {
        guard FileManager.default.isExecutableFile(atPath: Self.program) else {
            throw OperationError("\(Self.program) is not there", hint: "install the package `git`")
        }
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: path + "/.git", isDirectory: &isDirectory) { return }
        let content = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard content.isEmpty else {
            throw OperationError(
                "\(path) is no git repository and not empty",
                hint: "name an empty directory, or one that was made for this")
        }
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try await git("init", "--quiet", "--initial-branch=main")
    }

    /// The files that differ from the last commit, those that are new among them.
    func changed() async throws -> [String] {
        let output = try await git("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames")
        return output.split(separator: 0).map { String(decoding: $0.dropFirst(3), as: UTF8.self) }
    }

    /// Commits exactly these files; returns the commit's name.
    func commit(_ files: [String], message: String) async throws -> String {
        _ = try await git(arguments: ["add", "--"] + files)
        _ = try await git(
            arguments: ["commit", "--quiet", "--no-verify", "--message", message, "--only", "--"] + files)
        let name = try await git("rev-parse", "--short=12", "HEAD")
        return String(decoding: name, as: UTF8.self).filter { !$0.isWhitespace }
    }

    private func git(_ arguments: String...) async throws -> [UInt8] { try await git(arguments: arguments) }

    private func git(arguments: [String]) async throws -> [UInt8] {
        let settings = ["core.hooksPath=/dev/null", "commit.gpgSign=false", "core.autocrlf=false", "gc.auto=0"]
        let child = ChildProcess(
            executable: Self.program, arguments: ["-C", path] + settings.flatMap { ["-c", $0] } + arguments,
            environment: [
                "PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
                "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_NAME": committer.name,
                "GIT_AUTHOR_EMAIL": committer.email, "GIT_COMMITTER_NAME": committer.name,
                "GIT_COMMITTER_EMAIL": committer.email,
            ])
        let result = try await child.run(input: [], timeLimit: .seconds(120), maximumOutput: 16 << 20)
        guard result.status == 0 else {
            throw OperationError(
                "git \(arguments.first ?? ""): \(result.firstErrorLine)", hint: "look at \(path) with git by hand")
        }
        return result.output
    }
}
