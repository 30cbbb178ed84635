"""Reading documents: fictitious texts, damaged by machines of our own."""
