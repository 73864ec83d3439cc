"""`python -m esor_bot`: the same as the command `esor-bot`."""

from esor_bot.cli import main

if __name__ == "__main__":
    main()
