"""Where a click leads: another board with the council and team that are chosen here."""

CHOSEN = "${authority:queryparam}&${team:queryparam}"


def board(uid: str, **variables: str) -> str:
    """board("caseclock-drag", indicator="${__field.labels.indicator}")"""
    more = "".join(f"&var-{name}={value}" for name, value in variables.items())
    return f"/d/{uid}?{CHOSEN}{more}"


def panel(uid: str, number: int) -> str:
    """One panel of a board, on the whole screen."""
    return f"{board(uid)}&viewPanel={number}"


def page(indicator: str) -> str:
    """The row on the live page, where what was said of its alerts stands. Needs the variable `page`."""
    return f"${{page:raw}}/?authority=${{authority}}&indicator={indicator}"


OF_FIGURE = "${__field.labels.indicator}"  # the indicator of the figure that is clicked on
OF_LINE = "${__data.fields.indicator}"  # of the line of a table; the column may be hidden
