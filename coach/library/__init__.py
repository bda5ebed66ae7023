"""What people wrote, and finding it: entries, the index, search, abstention."""
