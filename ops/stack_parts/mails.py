"""The mails that the catcher has, as people read them."""
import email
import email.policy
import email.utils
import html.parser


class Words(html.parser.HTMLParser):
    """The words of a page, a line for each piece of text."""

    def __init__(self, page):
        super().__init__()
        self.lines, self.hidden = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.hidden += tag in ("style", "title", "script")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "title", "script")

    def handle_data(self, data):
        if data.strip() and not self.hidden:
            self.lines.append(" ".join(data.split()))


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
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    text = plain.get_content() if plain else "\n".join(Words(page.get_content()).lines) if page else ""
    head = "\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Date", "Subject") if mail[name])
    return f"{head}\n\n{text}".replace("\r\n", "\n").rstrip()
