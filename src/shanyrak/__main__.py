"""Run the command `shanyrak`, also as ``python -m shanyrak``; nothing else lives here."""

from shanyrak.interfaces.cli.app import app


def main() -> None:
    """Run the command with the arguments of the shell."""
    app(prog_name="shanyrak")


if __name__ == "__main__":
    main()
