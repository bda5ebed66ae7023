"""The person's own papers: a letter from the clinic, notes, a workbook. They are quoted, never obeyed."""
