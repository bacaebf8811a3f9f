"""The command line: it reads arguments, calls the answers, prints and sets the exit code."""
