"""Elements of SVG and HTML as escaped text, and the frame that a chart is drawn in. No chart lives here."""

from dataclasses import dataclass
from html import escape

NARROWEST = 500  # a frame less wide than this is for a phone
MIXED_CASE = ("viewBox", "preserveAspectRatio")


def tag(name: str, *children: str, **attributes: str | float) -> str:
    """Return an element; children are markup already, attributes are escaped; ``class_`` stands for class."""
    words = "".join(f' {_key(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{words}>{''.join(children)}</{name}>" if children else f"<{name}{words}/>"


def text(content: str, x: float, y: float, *, anchor: str = "start", class_: str = "") -> str:
    """Return a text at a point; `anchor` is start, middle or end."""
    extra: dict[str, str] = {"class_": class_} if class_ else {}
    return tag("text", escape(content), x=x, y=y, text_anchor=anchor, **extra)


def path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    """Return the `d` of a path through the points, "" where there are none."""
    if not points:
        return ""
    return "M" + "L".join(f"{_value(x)} {_value(y)}" for x, y in points) + ("Z" if closed else "")


def _key(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key not in MIXED_CASE else key


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else f"{round(value, 1):g}"


@dataclass(frozen=True, slots=True)
class Frame:
    """The picture's size and the margins around the plot, in the units of the viewBox (about a pixel)."""

    width: float
    height: float
    left: float = 56
    right: float = 120
    top: float = 12
    bottom: float = 34

    @property
    def narrow(self) -> bool:
        """Whether this is the form for a phone, which has its legend above the plot."""
        return self.width < NARROWEST

    @property
    def x_end(self) -> float:
        """The right edge of the plot."""
        return self.width - self.right

    @property
    def y_end(self) -> float:
        """The lower edge of the plot."""
        return self.height - self.bottom

    def x(self, share: float) -> float:
        """Return the x of a share of the plot's width, 0 at the left."""
        return self.left + share * (self.x_end - self.left)

    def y(self, share: float) -> float:
        """Return the y of a share of the plot's height, 0 at the bottom."""
        return self.y_end - share * (self.y_end - self.top)


def picture(frame: Frame, *children: str, labelled_by: str) -> str:
    """Return the whole picture; it is named by the element with the id `labelled_by`."""
    return tag(
        "svg",
        *children,
        class_="narrow" if frame.narrow else "wide",
        viewBox=f"0 0 {frame.width:g} {frame.height:g}",
        role="img",
        aria_labelledby=labelled_by,
    )
