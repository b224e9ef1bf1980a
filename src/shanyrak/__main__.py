"""Run the command `shanyrak` as ``python -m shanyrak``; nothing else lives here."""

from shanyrak.interfaces.cli.app import app

if __name__ == "__main__":
    app(prog_name="shanyrak")
