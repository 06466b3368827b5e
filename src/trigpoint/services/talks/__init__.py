"""What two people who meet alone talk about, note down and promise each other."""
