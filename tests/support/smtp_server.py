"""A real SMTP server that misbehaves as it is told, on a free port of this machine.

    /usr/bin/python3 smtp_server.py FOLDER [--tls|--starttls] [--cert PEM --key PEM] [--login NAME:PASSWORD] [--port N]

It prints "port N". A line on standard input tells it a fault for the next conversation that comes so far, and is
answered with "ok". Faults come in the order in which they were told, each when a conversation is at its verb:

    RCPT 550         answer so
    DATA stall       say nothing more
    MAIL drop        end the connection instead of an answer
    DOT late-drop    take the mail, then end the connection instead of the answer: the sender cannot know
    DOT late-stall   likewise, but say nothing
    DOT slow         take the mail, and answer only after SLOW_S

Verbs: GREETING EHLO HELO STARTTLS AUTH MAIL RCPT DATA CONTENT (after 354) DOT QUIT. "clear" forgets all faults.
Each mail taken is FOLDER/NNNNNN.eml, the bytes as they came without the dots of the protocol, beside NNNNNN.envelope:
lines from, to, helo, tls, login. FOLDER/faults has a line for each fault that has happened: verb, fault, recipient.
When standard input ends, so does the server.
"""
import argparse
import asyncio
import collections
import logging
import os
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

HOST = "127.0.0.1"
SLOW_S = 1.5


class Faults:
    """What is to go wrong, in order: the first waits until a conversation comes to its verb."""

    def __init__(self, folder):
        self.waiting = collections.deque()
        self.log = os.path.join(folder, "faults")

    def tell(self, line):
        if line.strip() == "clear":
            self.waiting.clear()
        else:
            self.waiting.append(line.strip())

    def take(self, verb, recipients=()):
        told_verb, _, fault = (self.waiting[0] if self.waiting else "").partition(" ")
        if told_verb != verb:
            return ""
        self.waiting.popleft()
        with open(self.log, "a", encoding="utf-8") as file:
            file.write(f"{verb} {fault} {','.join(recipients)}\n")
        return fault


class Mailbox:
    """aiosmtpd's handler: keeps what has been taken."""

    def __init__(self, folder, faults):
        self.folder, self.faults = folder, faults
        self.count = sum(name.endswith(".eml") for name in os.listdir(folder))

    def keep(self, server, session, envelope):
        self.count += 1
        base = os.path.join(self.folder, f"{self.count:06}")
        login = session.auth_data.decode() if session.auth_data else ""
        lines = [envelope.mail_from, ",".join(envelope.rcpt_tos), session.host_name or "",
                 "tls" if server.transport.get_extra_info("ssl_object") else "plain", login]
        with open(base + ".envelope", "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        with open(base + ".partial", "wb") as file:
            file.write(envelope.original_content)
        os.rename(base + ".partial", base + ".eml")

    async def handle_DATA(self, server, session, envelope):
        fault = self.faults.take("DOT", envelope.rcpt_tos)
        if fault in ("", "slow") or fault.startswith("late-"):
            self.keep(server, session, envelope)
        if fault == "slow":
            await asyncio.wait([asyncio.get_running_loop().create_future()], timeout=SLOW_S)
        if fault in ("", "slow"):
            return "250 OK"
        if fault.isdigit():
            return fault + " as told"
        await server.break_off(fault.removeprefix("late-"))
        return "421 gone"


class FaultyServer(SMTP):
    """One conversation."""

    def __init__(self, faults, **options):
        self.faults = faults
        super().__init__(**options)

    async def break_off(self, fault):
        if fault == "stall":
            await asyncio.Event().wait()  # until the other side has had enough
        self.transport.abort()
        raise asyncio.CancelledError()

    async def went_wrong(self, verb, recipients=()):
        """True when the answer has been given here."""
        fault = self.faults.take(verb, recipients)
        if not fault:
            return False
        if not fault.isdigit():
            await self.break_off(fault)
        await self.push(fault + " as told")
        if fault == "421":
            self.transport.close()
        return True

    async def _handle_client(self):
        if await self.went_wrong("GREETING"):
            self.transport.close()
            return
        await super()._handle_client()

    async def push(self, status):
        await super().push(status)
        text = status if isinstance(status, str) else status.decode("ascii", "replace")
        if text.startswith("354"):
            fault = self.faults.take("CONTENT", self.envelope.rcpt_tos)
            if fault:
                await self.break_off(fault)


def faulty(verb):
    method = getattr(SMTP, "smtp_" + verb)

    async def answer(self, arg):
        recipients = [arg[4:].strip("<>")] if verb == "RCPT" else self.envelope.rcpt_tos if self.envelope else []
        if not await self.went_wrong(verb, recipients):
            await method(self, arg)
    answer.__name__ = "smtp_" + verb
    return answer


for each in ("EHLO", "HELO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "QUIT"):
    setattr(FaultyServer, "smtp_" + each, faulty(each))


def conversation_options(args):
    """What each conversation is made with, and the TLS of the listening socket."""
    tls = None
    if args.cert:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(args.cert, args.key)
    options = {"hostname": "mail.example", "tls_context": tls if args.starttls else None}
    if args.login:
        name, _, password = args.login.partition(":")

        def authenticate(server, session, envelope, mechanism, data):
            right = (data.login, data.password) == (name.encode(), password.encode())
            return AuthResult(success=right, auth_data=data.login, handled=False)
        options |= {"authenticator": authenticate, "auth_require_tls": False, "auth_required": True}
    return options, tls if args.tls else None


async def listen_to_faults(faults):
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        faults.tell(line.decode("ascii"))
        print("ok", flush=True)


async def serve(args):
    faults = Faults(args.folder)
    mailbox = Mailbox(args.folder, faults)
    options, tls = conversation_options(args)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda *_: None)  # connections that end early are what it is for
    server = await loop.create_server(
        lambda: FaultyServer(faults, handler=mailbox, loop=loop, **dict(options)), HOST, args.port, ssl=tls)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await listen_to_faults(faults)


def main():
    logging.disable()  # what goes wrong here is meant to
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--login")
    parser.add_argument("--port", type=int, default=0)  # of one that was there before
    asyncio.run(serve(parser.parse_args()))
    os._exit(0)  # conversations that stall do not hold it up


if __name__ == "__main__":
    main()
