"""What is run by hand or by make: front end, requisites, generated pages."""
