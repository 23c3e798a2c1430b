"""Takes every mail, delivers none: a mail server for trying things out.

  /usr/bin/python3 mail_catcher.py FOLDER PORT

Mails are FOLDER/NNNNNN.eml, the bytes as they came below two lines X-Envelope-From and X-Envelope-To. The newest
KEPT stay.
"""
import asyncio
import os
import pathlib
import signal
import sys

from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"
KEPT = 2000


class Folder:
    """aiosmtpd's handler: one file a mail."""

    def __init__(self, path):
        self.path = path
        self.last = max((int(mail.stem) for mail in path.glob("*.eml")), default=0)

    async def handle_DATA(self, server, session, envelope):
        self.last += 1
        head = f"X-Envelope-From: {envelope.mail_from}\r\nX-Envelope-To: {', '.join(envelope.rcpt_tos)}\r\n"
        partial = self.path / "partial"
        partial.write_bytes(head.encode() + envelope.original_content)
        os.replace(partial, self.path / f"{self.last:06}.eml")
        (self.path / f"{self.last - KEPT:06}.eml").unlink(missing_ok=True)
        print(f"email {self.last} received", flush=True)
        return "250 OK"


async def serve(path, port):
    folder = Folder(path)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(folder, hostname="catcher.invalid", loop=loop), HOST, port)
    print(f"receiving emails at {HOST}:{port}", flush=True)
    ended = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(pathlib.Path(sys.argv[1]), int(sys.argv[2])))
