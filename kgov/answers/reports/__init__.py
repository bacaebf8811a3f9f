"""Reports of findings: in whose order they are read, in which words, and in the forms that programs take."""
