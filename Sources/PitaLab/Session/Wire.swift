import Foundation

/// The session's end of the SSH connection: stdin, stdout, and the sshd above.
enum Wire {
    static func write(_ bytes: [UInt8]) { _ = StateFile.writeAll(1, bytes) }

    /// Cuts the connection: the sshd of this session is this process's parent, started by the keeper.
    static func cut() -> Never {
        let parent = getppid()
        if parent > 1 { kill(parent, SIGKILL) }
        exit(255)
    }

    /// Never answers; ends when the connection does.
    static func stall() -> Never {
        let parent = getppid()
        while getppid() == parent { Clocks.sleep(0.2) }
        exit(255)
    }
}
