"""The acceptance run's steps, by subject. Each step is a function of the run and of what it has found, a dictionary for the
record, which it fills as it goes: what was found before a step was cut is kept."""
