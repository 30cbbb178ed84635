"""The shell around every screen: who is asking, the frame of the page, errors, uploads, the words of the templates."""
