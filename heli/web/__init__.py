"""The screens, folders named as the parts."""
