"""Pure renderers: plain data to docx, xlsx and pdf bytes."""
