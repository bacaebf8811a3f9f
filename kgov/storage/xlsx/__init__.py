"""Foreign XLSX files: unpacked within limits, checked part by part, and only then read."""
