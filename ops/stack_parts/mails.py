"""The mails that the catcher has, as people read them."""
import email
import email.policy
import email.utils


def all_mails(folder):
    """[(number, message)], oldest first."""
    return [(int(path.stem), email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
            for path in sorted(folder.glob("*.eml"))]


def line_of(number, mail):
    sent = email.utils.parsedate_to_datetime(mail["Date"]).astimezone() if mail["Date"] else None
    when = f"{sent:%a %H:%M}" if sent else ""
    reader = str(mail["X-Envelope-To"]).partition("@")[0]
    return f"{number:>4}  {when:<9}  {reader:<20}  {mail['Subject']}"


def text_of(mail):
    body = mail.get_body(("plain", "html"))
    head = "\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Date", "Subject") if mail[name])
    return f"{head}\n\n{body.get_content() if body else ''}".replace("\r\n", "\n").rstrip()
