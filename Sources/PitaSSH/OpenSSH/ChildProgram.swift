internal import CLibSSH2
import Glibc

/// A program that runs as a child, in a session of its own: it finds no terminal to ask on, and no Ctrl-C of the
/// person's ends it. It ends with the thread that started it, whatever happens to that thread.
final class ChildProgram {
    /// Readable once the program has ended.
    let ending: Descriptor
    /// The exit status; `nil` while it runs, and when a signal ended it.
    private(set) var exitStatus: Int?
    private(set) var hasEnded = false
    private let process: pid_t

    /// Starts a program by its path; `nil` when the system can't.
    init?(
        _ words: [String], environment: [String: String], input: Descriptor, output: Descriptor, error: Descriptor
    ) {
        // PDEATHSIG: a master would hold its connection for ever after this process was killed.
        let all = ["/usr/bin/setpriv", "--pdeathsig", "KILL", "--"] + words
        guard !all.contains(where: { $0.utf8.contains(0) }) else { return nil }
        var arguments = all.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var child: pid_t = 0
        guard
            pita_ssh_spawn(&child, &arguments, &variables, input.number, output.number, error.number) == 0
        else { return nil }
        process = child
        ending = Descriptor(pita_ssh_child_descriptor(child))
        // Nobody would see its end (Linux before 5.3).
        guard ending.number >= 0 else {
            end()
            return nil
        }
    }

    deinit { end() }

    /// Asks the program to end in good order.
    func ask() {
        if !hasEnded { kill(process, SIGTERM) }
    }

    /// Takes note of the end, if it has come.
    func takeEnd() {
        guard !hasEnded else { return }
        var status: Int32 = 0
        guard waitpid(process, &status, WNOHANG) == process else { return }
        hasEnded = true
        exitStatus = status & 0x7F == 0 ? Int(status >> 8 & 0xFF) : nil
    }

    /// Ends the program and what it has started, at once.
    func end() {
        guard !hasEnded else { return }
        kill(-process, SIGKILL)
        // Before it has a session of its own, it is alone.
        kill(process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        hasEnded = true
    }
}
