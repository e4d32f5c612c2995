// What the thread of a connection does once it is logged in.
extension OpenSSHWorker {
    /// Does what is asked for until the connection ends; returns why it has.
    func serve() -> SSHError {
        while true {
            do {
                // A request may be there already: its call was taken in with an earlier one.
                if let request = mailbox.next() {
                    try answer(request)
                } else {
                    _ = try wait([], until: nil)
                    if master?.hasEnded != false { return lostError(.close) }
                }
            } catch {
                return error
            }
        }
    }

    private func answer(_ request: OpenSSHMailbox.Request) throws(SSHError) {
        switch request {
        case .execute(let command, let input, let limits, let reply):
            let result = try attempt(reply) { () throws(SSHError) in
                try execute(command, input: input, limits: limits)
            }
            if result.truncated {
                throw target.error(.outputTooLarge, .command, "the session has been closed after a cut")
            }
        case .upload(let file, let reply):
            _ = try attempt(reply) { () throws(SSHError) in
                try upload(file)
                return true
            }
        case .openShell(let request, let reply):
            _ = try attempt(reply) { () throws(SSHError) in
                let shell = try OpenSSHShell(request, self)
                self.shell = shell
                return try shell.greet(within: request.firstPrompt)
            }
        case .perform(let step, let reply):
            guard let shell else {
                mailbox.finish()
                return reply(.failure(target.error(.closed, .shell, "the shell is closed")))
            }
            do {
                _ = try attempt(reply, mayGoOn: { shell.leavesConnection }) { () throws(SSHError) in
                    try shell.perform(step)
                }
            } catch {
                if !shell.leavesConnection { throw error }
            }
        case .closeShell(let reply):
            shell = nil
            mailbox.releaseShell()
            mailbox.finish()
            reply(.success(true))
        }
    }

    /// Does something and answers with what came of it; a failure ends the connection.
    ///
    /// The end is known before the answer: whoever gets it may ask for the next thing at once.
    ///
    /// - Parameter mayGoOn: whether the connection is still good for something after a failure.
    private func attempt<Value: Sendable>(
        _ reply: OpenSSHMailbox.Reply<Value>, mayGoOn: () -> Bool = { false }, _ work: () throws(SSHError) -> Value
    ) throws(SSHError) -> Value {
        do {
            let value = try work()
            mailbox.finish()
            reply(.success(value))
            return value
        } catch {
            if !mayGoOn() { mailbox.refuse(with: error) }
            mailbox.finish()
            reply(.failure(error))
            throw error
        }
    }
}
