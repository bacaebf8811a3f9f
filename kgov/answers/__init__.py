"""Answers: paths, questions, validation, explanations, coverage. They read the model; they print nothing."""
