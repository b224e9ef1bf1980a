"""Pages of one length, so that who listens on the line cannot tell one state from another."""

from django.http import HttpResponse

# The page of a party in every state, and a page about one thing: these many bytes, or so many times them.
PAGE, SHEET = 8192, 4096
OPEN, CLOSE = b"<!--", b"-->\n"


def of_length(response: HttpResponse, step: int) -> HttpResponse:
    """Fill a page up to the next multiple of a step, with a comment that says nothing."""
    content = response.content
    room = -(len(content) + len(OPEN) + len(CLOSE)) % step
    response.content = content + OPEN + b" " * room + CLOSE
    response["Content-Length"] = str(len(response.content))
    return response
