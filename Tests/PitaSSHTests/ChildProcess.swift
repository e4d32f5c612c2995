import Glibc
import TestSupport

/// A process that a test starts and that ends with it, also when the test dies.
final class ChildProcess {
    private let pid: pid_t

    init(_ path: String, _ arguments: [String]) throws {
        pid = try LastingThread.shared.run { try Self.start(path, arguments) }
    }

    private static func start(_ path: String, _ arguments: [String]) throws -> pid_t {
        // PDEATHSIG: nothing outlives the tests.
        let words = ["/usr/bin/setpriv", "--pdeathsig", "KILL", path] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        var child: pid_t = 0
        guard posix_spawn(&child, words[0], &actions, nil, &pointers, environ) == 0 else {
            throw TestFailure(what: "can't start \(path)")
        }
        return child
    }

    deinit {
        // Not SIGTERM: a child begins with the signals blocked that its parent's thread had blocked.
        kill(pid, SIGKILL)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
    }
}
