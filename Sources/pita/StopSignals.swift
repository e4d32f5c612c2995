import Dispatch
import Foundation
import PitaOperations
import Synchronization

/// What signals mean while devices are changed. Ctrl-C or SIGTERM once: no new device begins, those under way are finished
/// or returned. Ctrl-C again: the program ends at once; the journal holds everything, and `pita recover` goes on. A
/// terminal that goes away ends nothing.
final class StopSignals {
    private let sources: [any DispatchSourceSignal]

    /// Listens for as long as it lives.
    init(_ interruption: Interruption) {
        // A terminal or reader that is gone must not end a push either.
        for number in [SIGHUP, SIGPIPE, SIGINT, SIGTERM] { signal(number, SIG_IGN) }
        let interrupts = Mutex(0)
        let queue = DispatchQueue(label: "pita.signals")
        sources = [SIGINT, SIGTERM].map { number in
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                let count = interrupts.withLock { count in
                    // What manages processes may send SIGTERM twice; only a person at the keyboard wants it at once.
                    count = number == SIGINT || count == 0 ? count + 1 : count
                    return count
                }
                guard count > 1 else {
                    interruption.request()
                    Console.note(
                        "interrupted: no further device begins, those under way are finished or returned"
                            + " (Ctrl-C again ends at once)")
                    return
                }
                Terminal.lastWord("ended at once; run `pita recover` to end what was begun")
                _exit(130)
            }
            source.activate()
            return source
        }
    }

    deinit { for source in sources { source.cancel() } }
}
