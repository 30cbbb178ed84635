"""What the screens of matters show."""
