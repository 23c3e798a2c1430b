"""Colours as Grafana writes them, and the contrast of WCAG 2: contrast("#ffffff", "#000000", "#000000") is 21."""
import re


def parts(colour):
    """(red, green, blue, alpha): 0 to 255, and 0 to 1. Nothing is transparent."""
    if re.fullmatch(r"#([0-9a-fA-F]{2}){3,4}", colour):
        *channels, alpha = (int(f"{colour}ff"[i : i + 2], 16) for i in (1, 3, 5, 7))
        return (*channels, alpha / 255)
    if found := re.fullmatch(r"rgba?\(([^)]*)\)", colour):
        numbers = [float(one) for one in found[1].replace("%", "").split(",")]
        return (*numbers[:3], numbers[3] if len(numbers) > 3 else 1.0)
    if colour in ("", "transparent"):
        return 0, 0, 0, 0.0
    raise ValueError(f"unknown colour {colour!r}")


def over(colour, ground):
    """The colour as it is seen on an opaque ground."""
    *own, alpha = parts(colour)
    return [alpha * a + (1 - alpha) * b for a, b in zip(own, parts(ground))]


def luminance(channels):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (one / 255 for one in channels)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(ink, ground, panel):
    """Of a text on its ground, which lies on the panel."""
    behind = over(ground, panel)
    seen = over(ink, "rgb({},{},{})".format(*behind))
    lighter, darker = sorted((luminance(seen), luminance(behind)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
