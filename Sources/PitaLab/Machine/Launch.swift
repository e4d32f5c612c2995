import Foundation

/// A process to start: by path and arguments, never through a shell of one's own.
struct Launch {
    var arguments: [String]
    var environment: [String: String] = [:]
    /// File descriptors of this process that become 0, 1, 2, 3 ... of the new one; nil means `/dev/null`.
    var descriptors: [Int32?] = [nil, nil, nil]
    /// A session of its own: it survives its parent.
    var isDaemon = false

    /// `POSIX_SPAWN_SETSID` of glibc's <spawn.h>, which Swift does not import.
    private static let newSession: Int32 = 0x80

    /// Starts it and gives its process id.
    func start() throws -> pid_t {
        guard let program = arguments.first else { throw LabError("nothing to start") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, source) in descriptors.enumerated() {
            if let source {
                posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
            } else {
                posix_spawn_file_actions_addopen(&actions, Int32(target), "/dev/null", O_RDWR, 0)
            }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var usual = sigset_t()
        sigfillset(&usual)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        if isDaemon { flags |= Self.newSession }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var pid = pid_t()
        let merged = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let code = Self.withStrings(arguments) { argv in
            Self.withStrings(merged.map { "\($0.key)=\($0.value)" }) { envp in
                posix_spawnp(&pid, program, &actions, &attributes, argv, envp)
            }
        }
        guard code == 0 else { throw LabError.system("cannot start \(program)", code) }
        return pid
    }

    /// Runs it to its end and gives the exit status; 128 + signal when killed.
    @discardableResult
    func run() throws -> Int32 { Self.wait(try start()) }

    static func wait(_ pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 { if errno != EINTR { return 255 } }
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    }

    /// Runs it and gives what it wrote on stdout.
    static func output(_ arguments: [String], environment: [String: String] = [:]) throws -> (
        status: Int32, text: String
    ) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw LabError.system("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        let pid: pid_t
        do {
            pid = try Launch(arguments: arguments, environment: environment, descriptors: [nil, ends[1], ends[1]])
                .start()
        } catch {
            close(ends[1])
            throw error
        }
        close(ends[1])
        let data = FileHandle(fileDescriptor: ends[0], closeOnDealloc: false).readDataToEndOfFile()
        return (wait(pid), String(decoding: data, as: UTF8.self))
    }

    /// Replaces this process.
    static func become(_ arguments: [String], environment: [String: String] = [:]) -> LabError {
        for (name, value) in environment { setenv(name, value, 1) }
        let code = withStrings(arguments) { argv in
            execvp(arguments.first ?? "", argv)
            return errno
        }
        return LabError.system("cannot start \(arguments.first ?? "nothing")", code)
    }

    static func withStrings(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return body(copies)
    }
}
