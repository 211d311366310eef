"""Real servers for the tests, on free ports of this machine, gone when the command that needed them ends."""
