"""An SSH server that lets people in by a password, and runs their commands on a device of the lab.

Its log holds a line for each time that a password was shown to it: the method, and `right` or `wrong`. What it needs comes
as JSON in its first argument: address, port, host_key, log, method, user, password, and `device`, the command that runs a
command on the device.
"""
import asyncio
import json
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
import asyncssh

settings = json.loads(sys.argv[1])


class Server(asyncssh.SSHServer):
    def begin_auth(self, username):
        return True

    def public_key_auth_supported(self):
        return False

    def password_auth_supported(self):
        return settings["method"] == "password"

    def kbdint_auth_supported(self):
        return settings["method"] == "keyboard-interactive"

    def validate_password(self, username, password):
        return self.judge(username, [password])

    def get_kbdint_challenge(self, username, lang, submethods):
        return "Log in", "", "", [("Kata sandi: ", False)]

    def validate_kbdint_response(self, username, responses):
        return self.judge(username, responses)

    def judge(self, username, words):
        is_right = username == settings["user"] and words == [settings["password"]]
        with open(settings["log"], "a") as log:
            log.write(f"{settings['method']} {'right' if is_right else 'wrong'}\n")
        return is_right


async def serve(process):
    device = subprocess.Popen(
        settings["device"] + [process.command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    await process.redirect(stdin=device.stdin, stdout=device.stdout, stderr=device.stderr)
    status = await asyncio.get_running_loop().run_in_executor(None, device.wait)
    await process.stdout.drain()
    process.exit(status)


async def main():
    await asyncssh.create_server(
        Server, settings["address"], settings["port"], server_host_keys=[settings["host_key"]], process_factory=serve,
        encoding=None, reuse_address=True)
    await asyncio.Event().wait()


asyncio.run(main())
